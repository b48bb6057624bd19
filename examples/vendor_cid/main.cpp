// SPDX-License-Identifier: BSL-1.0
/// \file
/// A vendor's CID outside the library: built, parsed and dumped; see README.md.
#include <cdcnet/fmt.hpp>

#include "fan.hpp"

namespace {

using namespace cdcnet;

/// The device's part: takes a message of any kind, and handles those of the fan.
int handle(bytes received) {
    const auto m = mbim::message::parse(received);
    const auto payload = m ? mbim::payload_of(*m) : result<mbim::payload>{m.error()};
    if (!payload) return 1;

    const auto seen = mbim::visit<acme::services>(*payload, mbimex::v1, [](const auto& value) { fmt::print("visited: {}\n", value); });
    if (!seen || *seen != mbim::visited::structure) return 1;

    const auto put = [](std::string_view piece) { fmt::print("{}", piece); };
    fmt::print("text:");
    if (mbim::dump_text<acme::services>(*payload, mbimex::v1, put)) return 1;
    fmt::print("\nJSON: ");
    if (mbim::dump_json<acme::services>(*payload, mbimex::v1, put)) return 1;
    // To the library itself the information buffer is just bytes.
    fmt::print("\nto others: ");
    if (payload->declaration(mbimex::v1) != nullptr || mbim::dump_json(*payload, mbimex::v1, put)) return 1;
    fmt::print("\n\n");
    return 0;
}

}  // namespace

int main() {
    std::array<std::byte, 256> buffer{};

    const auto command = mbim::build_command(buffer, mbim::transaction_id{1}, acme::fan_set{.mode = acme::fan_mode::fixed, .speed = 60});
    if (!command) return 1;
    fmt::print("ACME_SET_FAN: {}\n", hex(*command));
    if (handle(*command) != 0) return 1;

    constexpr std::uint32_t thresholds[] = {55, 70};
    const acme::fan_info state{.mode = acme::fan_mode::fixed, .revolutions = 2400, .name = u"rear", .thresholds = thresholds};
    const auto answer = mbim::build_response(buffer, mbim::transaction_id{1}, state);
    if (!answer) return 1;
    fmt::print("ACME_FAN_INFO: {}\n", hex(*answer));
    return handle(*answer);
}
