// SPDX-License-Identifier: BSL-1.0
/// \file
/// What TLVs hold.  The input is taken as the data of every type of payload: read, walked, built again and compared.
#include <cdcnet/mbim/tlv_payload.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

using namespace cdcnet;
using namespace cdcnet::mbim;

namespace {

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

/// Reads every byte that a value shows and sees that it is one of the input's.
class reader {
public:
    explicit reader(bytes input) : input_{input} {}

    void visit(bytes data) {
        if (!data.empty())
            require(data.data() >= input_.data() && data.data() + data.size() <= input_.data() + input_.size(), "a view outside the input");
        for (const std::byte b : data) sum_ = sum_ + std::to_integer<unsigned>(b);
    }
    void visit(const utf16& text) { visit(text.wire_bytes()); }
    void visit(const uuid& id) { number(std::to_integer<unsigned>(id.octets[0])); }
    void visit(std::uint32_t n) { number(n); }
    void visit(nssai_access_type t) { number(static_cast<std::uint32_t>(t)); }
    void visit(const snssai& slice) {
        require(slice.sd.value_or(0) <= 0xffffff && slice.mapped_sd.value_or(0) <= 0xffffff, "a differentiator of more than 24 bits");
        number(slice.sst);
    }
    void visit(const rejected_snssai& slice) { number(slice.cause); }
    void visit(const tai_list_entry& entry) {
        require(entry.size() <= 255, "more areas than a byte counts");
        for (std::uint32_t i = 0; i < entry.size(); ++i) number(entry[i].tac);
        visit(entry.unknown);
    }
    void visit(const ladn& network) {
        visit(network.dnn);
        visit(network.tai_list);
    }
    void visit(const traffic_component& c) {
        if (const auto n = c.number()) number(*n);
        if (const auto ports = c.port_range()) number(ports->low);
        visit(c.data());
    }
    void visit(const traffic_parameter& p) { visit(p.components); }
    void visit(const ursp_rule& r) { visit(r.components); }
    template <class T>
    void visit(const packed_list<T>& list) {
        std::size_t n = 0;
        for (const T item : list) {
            require(++n <= input_.size(), "more items than bytes");
            visit(item);
        }
        require(list.empty() == (n == 0), "an empty list with items");
    }
    template <record T>
    void visit(const T& value) {
        T::layout::each([&]<class F, std::size_t>() {
            if constexpr (F::carries) visit(value.*F::pointer);
        });
    }
    void visit(const uint16_table& table) {
        for (const std::uint16_t n : table) number(n);
    }

private:
    void number(std::uint32_t n) { sum_ = sum_ + n; }

    bytes input_;
    volatile std::uint64_t sum_ = 0;
};

template <class T>
[[nodiscard]] bool same(const T& a, const T& b) {
    return mbim::detail::equal_members(a, b);
}

/// What is read survives building, and building it again changes nothing.
template <class T>
std::vector<std::byte> built(const T& value) {
    const auto size = encoded_size(value);
    require(static_cast<bool>(size), "a value that was parsed has no size");
    std::vector<std::byte> out(*size);
    if (*size != 0) {
        const auto refused = build(mutable_bytes{out}.first(*size - 1), value);
        require(!refused && refused.error() == error::no_space(*size), "another size than encoded_size tells");
    }
    const auto done = build(mutable_bytes{out}, value);
    require(done && done->size() == *size, "a value that was parsed cannot be built");
    return out;
}

/// \return false when the bytes are not a `T`
template <class T>
[[gnu::noinline]] bool payload(bytes data) {
    const auto value = parse<T>(data);
    if (!value) {
        require(value.error().offset() <= data.size(), "an error behind the end of the input");
        require(value.error().code() != errc::no_space, "a reader that needs room");
        if constexpr (packed<T>) require(!parse<T>(data, tolerance::strict), "strict takes what standard refuses");
        return false;
    }
    reader{data}.visit(*value);
    const std::vector<std::byte> once = built(*value);
    const auto back = parse<T>(bytes{once});
    require(back && same(*back, *value), "another value came back");
    require(equal(bytes{built(*back)}, bytes{once}), "a second build differs");
    return true;
}

/// Of a type whose form is the only one: the bytes come back as they were.
template <packed T>
void exact_payload(bytes data) {
    if (!payload<T>(data)) return;
    const auto strict = parse<T>(data, tolerance::strict);
    if (strict) require(equal(bytes{built(*strict)}, data), "other bytes came back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes data{reinterpret_cast<const std::byte*>(input), size};
    exact_payload<snssai>(data);
    exact_payload<nssai>(data);
    exact_payload<rejected_nssai>(data);
    exact_payload<tai_list>(data);
    exact_payload<ladn_list>(data);
    exact_payload<traffic_components>(data);
    exact_payload<traffic_parameters>(data);
    exact_payload<ursp_rules>(data);
    exact_payload<utf16>(data);
    exact_payload<uint16_table>(data);
    payload<precfg_dflt_cfg_nssai>(data);
    payload<wake_command>(data);
    payload<wake_packet>(data);
    payload<os_id>(data);
    payload<_3gpp_rel_version>(data);
    payload<session_id>(data);
    return 0;
}
