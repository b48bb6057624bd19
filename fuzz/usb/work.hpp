// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a host does with the descriptors of a device, for those who measure it: finding the functions, and judging them by the rules of
/// each host.
///
/// The input is the size of a Microsoft OS 2.0 descriptor set in 2 bytes, that set without its header, and a configuration without its
/// first descriptor; both get a head that fits, so that all of them is gone through.
#pragma once

#include <cdcnet/usb/compatibility.hpp>
#include <initializer_list>
#include <vector>

#include "../ncm/work.hpp"

namespace fuzz::enumeration {

using namespace cdcnet;

/// `raw` behind a head with its length.
template <class Head>
bytes behind(Head head, bytes raw, std::vector<std::byte>& to) {
    const std::size_t most = 0xffff - usb::least_size<Head>;
    if (raw.size() > most) raw = raw.first(most);
    to.resize(usb::least_size<Head> + raw.size());
    head.total_length = static_cast<std::uint16_t>(to.size());
    static_cast<void>(build(mutable_bytes{to}, head));
    copy_bytes(to.data() + usb::least_size<Head>, raw.data(), raw.size());
    return to;
}

/// The two parts, with the head that each needs.
struct device {
    bytes microsoft_os;
    bytes configuration;

    explicit device(bytes input) {
        static std::vector<std::byte> set;
        static std::vector<std::byte> whole;
        std::size_t size = input.size() < 2 ? 0 : load_le<std::uint16_t>(input.data());
        input = input.size() < 2 ? bytes{} : input.subspan(2);
        if (size > input.size()) size = input.size();
        microsoft_os = behind(usb::microsoft_os::set_header{}, input.first(size), set);
        configuration = behind(usb::configuration_descriptor{}, input.subspan(size), whole);
    }
};

inline std::size_t classify(bytes input) {
    static std::vector<usb::function> storage(256);
    const auto parsed = usb::configuration::parse(device{input}.configuration);
    if (!parsed) return 0;
    const auto found = usb::classify(*parsed, storage);
    return found ? found->size() : 0;
}

/// With parameters that break whatever there is to break.
template <usb::host Host>
std::size_t judge(bytes input) {
    const device shown{input};
    const ncm::ntb_parameters bad{.in = {1, 3, 9, 3}, .out = {1, 3, 9, 3, 0}};
    return usb::judge(Host, {.configuration = shown.configuration, .parameters = bad, .microsoft_os = shown.microsoft_os}).judged();
}

inline constexpr operation operations[] = {
    {"classify", classify},
    {"judge_linux_kernel", judge<usb::host::linux_kernel>},
    {"judge_windows_2021", judge<usb::host::windows_2021>},
    {"judge_windows_2026", judge<usb::host::windows_2026>},
    {"judge_windows_mbim", judge<usb::host::windows_mbim>},
    {"judge_macos", judge<usb::host::macos>},
    {"judge_android", judge<usb::host::android>},
    {"judge_ios", judge<usb::host::ios>},
};

/// Calls `use` with names and inputs of 64 KiB that are meant to cost: what grows faster than the input shows there first.
template <class Use>
void each_large(Use use) {
    constexpr std::size_t end = 2 + 0xffff - usb::least_size<usb::configuration_descriptor>;
    std::vector<std::byte> input;
    const auto put = [&](std::initializer_list<unsigned> octets) {
        for (const unsigned octet : octets) input.push_back(static_cast<std::byte>(octet));
    };

    put({0, 0});
    for (unsigned number = 0; number < 255; ++number) put({9, 4, number, 0, 0, 2, 13, 0, 0});
    while (input.size() + 2 <= end) put({2, 5});
    use("functions before endpoints", input);

    // `usb::detail::union_index` has no room for two of the interfaces with 254 settings and what is between them.
    input.clear();
    put({0, 0});
    for (unsigned round = 0; round < 254; ++round)
        for (unsigned number = round < 5 ? 0 : 1; number < 36 && input.size() + 14 <= end; number += round < 5 ? 1 : 2)
            put({9, 4, number, 0, 0, 2, 13, 0, 0, 5, 0x24, 6, number, number});
    use("settings that take turns", input);
}

}  // namespace fuzz::enumeration
