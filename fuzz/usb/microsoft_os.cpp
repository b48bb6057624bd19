// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as a Microsoft OS 2.0 descriptor set, against a simple walk of it; and as each of its descriptors, which are built again.
/// The input counts twice: as it is, and behind a set header that fits it.
#include <cdcnet/usb/microsoft_os.hpp>
#include <map>
#include <optional>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::usb;
using namespace cdcnet::usb::microsoft_os;

template <class Descriptor>
void as(bytes raw) {
    const auto value = microsoft_os::parse<Descriptor>(raw);
    if (!value) {
        PROPERTY(value.error().offset() <= raw.size());
        return;
    }
    std::vector<std::byte> room(least_size<Descriptor>);
    const auto built = microsoft_os::build(mutable_bytes{room}, *value);
    PROPERTY(built && equal(*built, raw.first(room.size())));
    PROPERTY(microsoft_os::build(mutable_bytes{room}.first(room.size() - 1), *value).error() == error::no_space(room.size()));
}

/// What a set says, found by recursion.
class simple_set {
public:
    static std::optional<simple_set> read(bytes raw) {
        simple_set s;
        if (raw.size() < 10 || u16(raw, 0) != 10 || u16(raw, 2) != 0) return std::nullopt;
        const std::size_t total = u16(raw, 8);
        if (total < 10 || total > raw.size() || !s.descriptors(raw.subspan(10, total - 10), level::set)) return std::nullopt;
        return s;
    }
    [[nodiscard]] std::uint64_t id_of(unsigned interface) const {
        const auto own = functions_.find(interface);
        return own != functions_.end() && own->second != 0 ? own->second : device_;
    }

private:
    enum class level { set, configuration, function };

    static std::size_t u16(bytes raw, std::size_t at) { return load_le<std::uint16_t>(raw.data() + at); }

    bool descriptors(bytes in, level where, unsigned interface = 0) {
        while (!in.empty()) {
            if (in.size() < 4) return false;
            const std::size_t length = u16(in, 0);
            const std::size_t type = u16(in, 2);
            if (length < 4 || length > in.size() || type == 0) return false;
            std::size_t whole = length;
            if (type == 1 || type == 2) {
                if (where == level::function || (type == 1 && where != level::set) || length != 8) return false;
                whole = u16(in, 6);
                if (whole < 8 || whole > in.size()) return false;
                const level inside = type == 1 ? level::configuration : level::function;
                if (!descriptors(in.subspan(8, whole - 8), inside, std::to_integer<unsigned>(in[4]))) return false;
            } else if (type == 3) {
                if (length != 20) return false;
                (where == level::function ? functions_[interface] : device_) = load_le<std::uint64_t>(in.data() + 4);
            }
            in = in.subspan(whole);
        }
        return true;
    }

    std::uint64_t device_{};
    std::map<unsigned, std::uint64_t> functions_{};
};

void as_set(bytes raw) {
    const auto set = descriptor_set::parse(raw);
    const auto simple = simple_set::read(raw);
    PROPERTY(set.has_value() == simple.has_value());
    if (!set) {
        PROPERTY(set.error().offset() <= raw.size());
        return;
    }
    PROPERTY(set->raw().data() == raw.data() && set->raw().size() == set->header().total_length && set->raw().size() <= raw.size());
    const compatible_id_table at_once{*set};
    for (unsigned interface = 0; interface < 256; ++interface) {
        PROPERTY(static_cast<std::uint64_t>(set->id_of(interface)) == simple->id_of(interface));
        PROPERTY(at_once.id_of(interface) == set->id_of(interface));
    }
    PROPERTY(at_once.id_of_device() == set->id_of_device());
    PROPERTY(static_cast<std::uint64_t>(set->id_of_device()) == simple->id_of(256));
}

void behind_a_set_header(bytes raw) {
    if (raw.size() > 0xffff - 10) return;
    std::vector<std::byte> whole(10 + raw.size());
    PROPERTY(microsoft_os::build(mutable_bytes{whole}, set_header{.total_length = static_cast<std::uint16_t>(whole.size())}));
    copy_bytes(whole.data() + 10, raw.data(), raw.size());
    as_set(whole);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as<set_header>(raw);
    as<configuration_subset>(raw);
    as<function_subset>(raw);
    as<compatible_id_descriptor>(raw);
    as_set(raw);
    behind_a_set_header(raw);
    return 0;
}
