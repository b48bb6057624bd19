// SPDX-License-Identifier: BSL-1.0
#include "print_json.hpp"

#include <cdcnet/ncm/crc.hpp>
#include <fmt/format.h>

#include "names.hpp"

namespace cdcdump {

namespace ncm = cdcnet::ncm;

namespace {

std::string_view word_of(origin_unit unit) noexcept {
    switch (unit) {
        case origin_unit::packet: return "packet";
        case origin_unit::line: return "line";
        case origin_unit::byte: return "byte";
    }
    return {};
}

std::string hex_of(cdcnet::bytes data) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(data.size() * 2);
    for (const std::byte one : data) {
        text += digits[std::to_integer<std::size_t>(one >> 4)];
        text += digits[std::to_integer<std::size_t>(one & std::byte{0xf})];
    }
    return text;
}

/// What a message does not have is null where a reader looks for it in every message, and absent elsewhere.
void add_facts(json_writer& json, const message_facts& facts) {
    const bool command = facts.service_id.has_value();
    json.member("transaction", facts.transaction);
    command ? json.member("service", facts.service) : json.key("service").raw("null");
    if (command) json.member("service_id", facts.service_id->text().view());
    command ? json.member("cid", facts.cid) : json.key("cid").raw("null");
    if (command) json.member("cid_name", facts.cid_name);
    facts.operation.empty() ? json.key("operation").raw("null") : json.member("operation", facts.operation);
    facts.status ? json.member("status", *facts.status) : json.key("status").raw("null");
    if (facts.status) json.member("status_name", facts.status_name);
}

}  // namespace

json_writer print_json::begin(std::string_view record, std::string_view type, const origin& where) {
    json_writer json{out_.text()};
    json.open_object().member("record", record).member("type", type);
    json.member("input", input_).member(word_of(where.unit), where.number);
    if (where.time_ns != no_time) {
        constexpr std::int64_t second = 1'000'000'000;
        json.key("time").raw(fmt::format("{}.{:09}", where.time_ns / second, where.time_ns % second));
    }
    if (where.on_usb) json.member("bus", where.bus).member("device", where.device).member("endpoint", where.endpoint);
    if (where.way != direction::unknown) json.member("direction", cdcdump::word_of(where.way));
    return json;
}

void print_json::end(json_writer& json) {
    json.close_object();
    out_.text() += '\n';
    out_.end_record();
}

void print_json::control(const control_record& r) {
    json_writer json = begin("control", r.facts.type, r.where);
    json.member("length", r.message.header().length).member("fragments", r.fragments);
    add_facts(json, r.facts);
    json.member("mbimex", name_of_release(r.release)).key("fields");
    std::string fields;
    append_fields_as_json(fields, r.message, r.release, privacy_);
    json.raw(fields);
    end(json);
}

void print_json::block(const block_record& r) {
    json_writer json = begin("ntb", "ntb", r.where);
    json.member("format", ncm::name_of(r.ntb.format())).member("sequence", r.ntb.sequence());
    json.member("block_length", r.ntb.block_length()).member("size", r.ntb.size()).member("urbs", r.urbs);
    if (r.max_size != 0) json.member("max_size", r.max_size);
    json.member("missed", r.missed);
    if (r.crc_checked != 0) json.member("crc_ok", r.crc_failed == 0);

    json.key("datagrams").open_array();
    for (const ncm::datagram d : r.ntb) {
        json.open_object().member("stream", name_of_stream(d.stream)).member("index", d.bytes.data() - r.ntb.bytes().data());
        json.member("length", d.bytes.size());
        if (d.stream.has_crc()) json.member("crc_ok", ncm::check_crc(d).has_value());
        json.close_object();
    }
    json.close_array();
    end(json);
}

void print_json::usb(const usb_record& r) {
    json_writer json = begin("usb", r.event, r.where);
    json.member("name", r.name);
    for (const usb_record::member& m : r.members) {
        json.key(m.name);
        if (const auto* number = std::get_if<std::uint64_t>(&m.value)) json.value(*number);
        if (const auto* text = std::get_if<std::string>(&m.value)) json.value(*text);
    }
    end(json);
}

void print_json::fault(const fault_record& r) {
    json_writer json = begin("malformed", "malformed", r.where);
    json.member("item", r.item).member("code", cdcnet::name_of(r.error.code())).member("field", r.field).member("offset", r.error.offset());
    if (!r.detail.empty()) json.member("detail", r.detail);
    if (r.message) {
        json.key("message").open_object().member("type", r.message->type);
        add_facts(json, *r.message);
        json.close_object();
    }
    json.member("size", r.data.size());
    if (privacy_ == privacy::show) {
        constexpr std::size_t most = 256;
        json.member("bytes", hex_of(r.data.size() > most ? r.data.first(most) : r.data));
    }
    end(json);
}

}  // namespace cdcdump
