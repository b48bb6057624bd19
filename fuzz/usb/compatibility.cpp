// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as what a device shows to its host: the rules of all hosts are applied without leaving the input, what is found
/// agrees with the verdict, and a host never minds what it is not told.
///
/// The input is an NTB parameter block of 28 bytes, a MAC address of 6, the size of a Microsoft OS 2.0 descriptor set in 2,
/// that set, and a configuration.
#include <cdcnet/usb/compatibility.hpp>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::usb;

/// Splits the input into facts.
class input {
public:
    explicit input(bytes raw) : rest_{raw} {}

    /// The next `size` bytes, or as many as there are.
    bytes take(std::size_t size) {
        const bytes taken = rest_.first(size < rest_.size() ? size : rest_.size());
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    bytes rest() const { return rest_; }

private:
    bytes rest_;
};

/// The same configuration with a descriptor in front whose wTotalLength fits, so that most inputs get past it.
std::vector<std::byte> behind_a_configuration_descriptor(bytes raw) {
    std::vector<std::byte> whole(9 + (raw.size() < 0xfff6 ? raw.size() : 0xfff6));
    static_cast<void>(build(mutable_bytes{whole}, configuration_descriptor{.total_length = static_cast<std::uint16_t>(whole.size())}));
    copy_bytes(whole.data() + 9, raw.data(), whole.size() - 9);
    return whole;
}

void check(const report& found, host by) {
    bool refused = false;
    for (const finding& f : found) {
        PROPERTY(f.broken >= rules.data() && f.broken < rules.data() + rules.size());
        PROPERTY(f.broken->hosts.has(by));
        PROPERTY(found.find(f.broken->id) == &f);
        refused = refused || f.broken->severity == severity::refusal;
    }
    PROPERTY(found.size() <= found.judged());
    PROPERTY((found.verdict() == verdict::refused) == refused);
    PROPERTY((found.verdict() == verdict::not_judged) == (found.judged() == 0));
    PROPERTY((found.verdict() == verdict::accepted) == (found.judged() != 0 && found.empty()));
}

void judge_by_all(const device_facts& facts) {
    for (const host by : all_hosts) {
        const report whole = judge(by, facts);
        check(whole, by);
        // Fewer facts, fewer answers; and a rule that was kept is not broken by not knowing.
        device_facts fewer = facts;
        fewer.parameters = std::nullopt;
        fewer.mac = std::nullopt;
        const report part = judge(by, fewer);
        check(part, by);
        PROPERTY(part.judged() <= whole.judged());
        for (const finding& f : part) PROPERTY(whole.find(f.broken->id) != nullptr);
    }
}

void look_up_ids(bytes raw) {
    const auto set = microsoft_os::descriptor_set::parse(raw);
    if (!set) {
        PROPERTY(set.error().offset() <= raw.size());
        return;
    }
    PROPERTY(set->raw().size() == set->header().total_length);
    for (unsigned interface = 0; interface < 256; ++interface) {
        const auto id = set->id_of(interface);
        PROPERTY(id != microsoft_os::compatible_id::none || set->id_of_device() == microsoft_os::compatible_id::none);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    input in{bytes{reinterpret_cast<const std::byte*>(data), size}};
    device_facts facts{};
    if (const auto parameters = ncm::ntb_parameters::parse(in.take(28))) facts.parameters = *parameters;
    if (const bytes mac = in.take(6); mac.size() == 6) facts.mac = mac_address::from(mac.data());
    const bytes set_size = in.take(2);
    if (set_size.size() == 2 && load_le<std::uint16_t>(set_size.data()) != 0xffff)
        facts.microsoft_os = in.take(load_le<std::uint16_t>(set_size.data()));
    if (facts.microsoft_os) look_up_ids(*facts.microsoft_os);

    facts.configuration = in.rest();
    judge_by_all(facts);
    const std::vector<std::byte> whole = behind_a_configuration_descriptor(in.rest());
    facts.configuration = whole;
    judge_by_all(facts);
    return 0;
}
