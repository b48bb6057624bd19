// SPDX-License-Identifier: BSL-1.0
/// \file
/// MSG, CID 1: QMI in MBIM, from the control message to the TLVs and back.  The bytes follow the layouts of
/// reference/messages.json and the format at the head of qmi/qmux.hpp.
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/qmi/msg.hpp>
#include <cdcnet/qmi/qmux.hpp>

#include "mbim/services/case.hpp"

namespace cases::qmi_msg {

using namespace cdcnet;
using namespace cdcnet::mbim;
namespace qmux = cdcnet::qmi;
using mbim::qmi::msg_info;
using mbim::qmi::msg_set;

/// DMS, message 0x0025, asked by client 1: 13 bytes.
constexpr auto request = hex("010c0000020100010025000000");

/// `qmi/1/set@1.0`, 13 bytes: no padding follows.
constexpr auto set_bytes = hex("010c0000020100010025000000");  // QmiMsg

constexpr msg_set set{.qmi_msg = bytes{request}};

/// The COMMAND_DONE with the answer, 73 bytes.
constexpr auto done_bytes =
    hex("03000080"                          // MessageType COMMAND_DONE
        "49000000"                          // MessageLength 73
        "05000000"                          // TransactionId
        "01000000"                          // TotalFragments
        "00000000"                          // CurrentFragment
        "d1a30bc2f97a6e43bf65c7e24fb0f0d3"  // DeviceServiceId
        "01000000"                          // Cid
        "00000000"                          // Status
        "19000000"                          // InformationBufferLength 25
        "01"                                // QMUX: marker
        "1800"                              // length 24
        "80"                                // control flags: from the service
        "02"                                // service DMS
        "01"                                // client
        "02"                                // control flags: response
        "0100"                              // transaction
        "2500"                              // message id
        "0c00"                              // TLVs: length 12
        "02"                                // TLV 0x02
        "0400"                              // length 4
        "00000000"                          // result 0, error 0
        "10"                                // TLV 0x10
        "0200"                              // length 2
        "4142");                            // "AB"

static_assert(both_ways(set_bytes, set));
static_assert(both_ways(set_bytes, set, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, msg_info{}));

TEST_CASE("qmi msg: decodes, and encodes to the same bytes") { CHECK(both_ways(set_bytes, set)); }

TEST_CASE("qmi msg: from the control message to the TLVs") {
    const auto done = message::parse(bytes{done_bytes}, tolerance::strict)->as<command_done>(tolerance::strict);
    REQUIRE(done);
    REQUIRE(done->carries<msg_info>());
    const auto info = done->read<msg_info>(mbimex::v1, tolerance::strict);
    REQUIRE(info);
    const auto frame = qmux::frame::parse(info->qmux);
    REQUIRE(frame);
    CHECK(frame->size() == info->qmux.size());
    CHECK(frame->header.from_service());
    CHECK(name_of(frame->header.service) == "DMS");
    const auto m = qmux::message::parse(*frame);
    REQUIRE(m);
    CHECK(m->kind(frame->header.service) == qmux::message_kind::response);
    CHECK(m->transaction == 1);
    CHECK(m->id == 0x0025);
    CHECK(qmux::operation_result::in(m->tlvs)->succeeded());
    CHECK(equal(*m->tlvs.find(0x10), bytes{hex("4142")}));
}

TEST_CASE("qmi msg: from TLVs to the control message, which is not padded") {
    std::array<std::byte, 32> frame_room{};
    const auto frame = qmux::build(
        mutable_bytes{frame_room}, {.service = qmux::service_type::dms, .client = 1},
        {.control_flags = qmux::control_flags_of(qmux::service_type::dms, qmux::message_kind::request), .transaction = 1, .id = 0x0025});
    REQUIRE(frame);
    CHECK(equal(*frame, bytes{request}));
    std::array<std::byte, 128> room{};
    const auto sent = build_command(mutable_bytes{room}, transaction_id{5}, msg_set{.qmi_msg = *frame});
    REQUIRE(sent);
    CHECK(sent->size() == 48 + 13);
    CHECK(load_le<std::uint32_t>(sent->data() + 4) == 61);   // MessageLength
    CHECK(load_le<std::uint32_t>(sent->data() + 44) == 13);  // InformationBufferLength
    CHECK(equal(sent->subspan(48), bytes{request}));
}

TEST_CASE("qmi msg: the buffer is what there is") {
    for (std::size_t n = 0; n <= set_bytes.size(); ++n) {
        const bytes part = bytes{set_bytes}.first(n);
        for (const tolerance t : {tolerance::standard, tolerance::strict}) {
            CHECK(equal(parse<msg_set>(part, mbimex::v1, t)->qmi_msg, part));
            CHECK(equal(parse<msg_info>(part, mbimex::v1, t)->qmux, part));
        }
        std::array<std::byte, 16> room{};
        CHECK(equal(*build(mutable_bytes{room}, msg_set{.qmi_msg = part}), part));
        // Of a frame that MBIM cut there is nothing to wait for.
        CHECK(bool(qmux::frame::parse(part)) == (n == set_bytes.size()));
    }
}

}  // namespace cases::qmi_msg
