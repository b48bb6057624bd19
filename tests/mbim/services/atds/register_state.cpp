// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTER_STATE, CID 9.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/atds/register_state.hpp>

#include "constant.hpp"
#include "mbim/services/case.hpp"

namespace cases::atds_register_state {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::atds;

/// `atds/9/response@1.0`, 68 bytes.
constexpr auto home_bytes =
    hex("00000000"                  // NwError
        "03000000"                  // RegisterState
        "01000000"                  // RegisterMode
        "a0000000"                  // AvailableDataClasses 0x80 + 0x20
        "01000000"                  // CurrentCellularClass
        "30000000"                  // ProviderId: offset 48
        "0c000000"                  // ProviderId: size 12
        "3c000000"                  // ProviderName: offset 60
        "08000000"                  // ProviderName: size 8
        "00000000"                  // RoamingText: offset 0
        "00000000"                  // RoamingText: size 0
        "02000000"                  // RegistrationFlag
        "330031003000340031003000"  // ProviderId "310410"
        "4100540026005400");        // ProviderName "AT&T"

constexpr register_state_info home{.state = register_state::home,
                                   .mode = register_mode::automatic,
                                   .available_data_classes = data_class::lte | data_class::_5g_sa,
                                   .current_cellular_class = cellular_class::gsm,
                                   .provider_id = u"310410",
                                   .provider_name = u"AT&T",
                                   .registration_flag = registration_flag::packet_service_automatic_attach};

/// The same with PreferredDataClasses, as one source reads it from MBIMEx 2.0 on; 72 bytes.
constexpr auto longer_bytes =
    hex("00000000"                  // NwError
        "03000000"                  // RegisterState
        "01000000"                  // RegisterMode
        "a0000000"                  // AvailableDataClasses 0x80 + 0x20
        "01000000"                  // CurrentCellularClass
        "34000000"                  // ProviderId: offset 52
        "0c000000"                  // ProviderId: size 12
        "40000000"                  // ProviderName: offset 64
        "08000000"                  // ProviderName: size 8
        "00000000"                  // RoamingText: offset 0
        "00000000"                  // RoamingText: size 0
        "02000000"                  // RegistrationFlag
        "20000000"                  // PreferredDataClasses
        "330031003000340031003000"  // ProviderId "310410"
        "4100540026005400");        // ProviderName "AT&T"

constexpr register_state_info_v2 longer{.state = register_state::home,
                                        .mode = register_mode::automatic,
                                        .available_data_classes = data_class::lte | data_class::_5g_sa,
                                        .current_cellular_class = cellular_class::gsm,
                                        .provider_id = u"310410",
                                        .provider_name = u"AT&T",
                                        .registration_flag = registration_flag::packet_service_automatic_attach,
                                        .preferred_data_classes = data_class::lte};

/// Nothing but numbers, in both forms.
constexpr auto searching_bytes =
    hex("00000000020000000100000020000000"
        "01000000000000000000000000000000"
        "00000000000000000000000000000000");
constexpr auto searching_longer_bytes =
    hex("00000000020000000100000020000000"
        "01000000000000000000000000000000"
        "00000000000000000000000000000000"
        "20000000");  // PreferredDataClasses

TEST_CONSTANT(both_ways(std::array<std::byte, 0>{}, register_state_query{}));
TEST_CONSTANT(both_ways(home_bytes, home));
TEST_CONSTANT(both_ways(home_bytes, home, mbimex::v4));
TEST_CONSTANT(both_ways(longer_bytes, longer, mbimex::v2));
TEST_CONSTANT(!has_preferred_data_classes(bytes{home_bytes}) && has_preferred_data_classes(bytes{longer_bytes}));
TEST_CONSTANT(!has_preferred_data_classes(bytes{searching_bytes}) && has_preferred_data_classes(bytes{searching_longer_bytes}));

TEST_CASE("atds register_state: decodes, and encodes to the same bytes") {
    CHECK(both_ways(home_bytes, home));
    CHECK(both_ways(longer_bytes, longer, mbimex::v2));
}

TEST_CASE("atds register_state: truncations") {
    check_truncations<register_state_info>(home_bytes);
    check_truncations<register_state_info_v2>(longer_bytes, mbimex::v2);
}

TEST_CASE("atds register_state: wrong offsets and sizes") {
    check_references<register_state_info>(home_bytes, {{20, 24, "ProviderId"}, {28, 32, "ProviderName"}});
    check_references<register_state_info_v2>(longer_bytes, {{20, 24, "ProviderId"}, {28, 32, "ProviderName"}}, mbimex::v2);
}

TEST_CASE("atds register_state: the length of the fixed part decides the form") {
    // Texts in any order, the first one or the last one alone.
    CHECK_FALSE(has_preferred_data_classes(bytes{with(with(home_bytes, 20, 60), 28, 48)}));
    CHECK_FALSE(has_preferred_data_classes(bytes{with(with(home_bytes, 24, 0), 28, 48)}));
    CHECK(has_preferred_data_classes(bytes{with(longer_bytes, 24, 0)}));
    // An offset whose size is 0 means nothing.
    CHECK(has_preferred_data_classes(bytes{with(longer_bytes, 36, 48)}));
    // Any bytes may be asked about.
    for (std::size_t n = 0; n <= longer_bytes.size(); ++n) CHECK(has_preferred_data_classes(bytes{longer_bytes}.first(n)) == (n >= 52));
    CHECK(has_preferred_data_classes(bytes{with(with(longer_bytes, 20, 0xffffffff), 24, 0xffffffff)}));
}

TEST_CASE("atds register_state: the shorter structure reads both forms, without the last field") {
    const auto parsed = parse<register_state_info>(bytes{longer_bytes}, mbimex::v2);
    REQUIRE(parsed);
    CHECK(mbim::equal(*parsed, home));
    CHECK(is(fault_of<register_state_info>(longer_bytes, mbimex::v2, tolerance::strict), errc::order, place::of_field(5), 20));
    // The longer one reads a text of the shorter form as data classes, or refuses it for being short.
    CHECK(parse<register_state_info_v2>(bytes{home_bytes}, mbimex::v2));
    CHECK(is(fault_of<register_state_info_v2>(searching_bytes, mbimex::v2), errc::length, place::of_field(9), 48));
}

TEST_CASE("atds register_state: both forms in a message") {
    std::array<std::byte, 128> room{};
    const auto sent = build_response(mutable_bytes{room}, transaction_id{3}, longer, status::success, mbimex::v2);
    REQUIRE(sent);
    const auto done = message::parse(*sent)->as<command_done>();
    REQUIRE(done);
    REQUIRE(has_preferred_data_classes(done->information_buffer));
    CHECK(done->read<register_state_info_v2>(mbimex::v2)->preferred_data_classes == data_class::lte);
    CHECK(done->read<register_state_info_v2>(mbimex::v1).error().code() == errc::not_this_release);
    CHECK(mbim::equal(*done->read<register_state_info>(mbimex::v2), home));
}

}  // namespace cases::atds_register_state
