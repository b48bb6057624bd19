// SPDX-License-Identifier: BSL-1.0
#include "message_facts.hpp"

#include <fmt/format.h>

#include <cdcnet/fmt.hpp>
#include <cdcnet/mbim/catalogue.hpp>

namespace cdcdump {

namespace mbim = cdcnet::mbim;
using cdcnet::bytes;
using cdcnet::load_le;

namespace {

void name_command(message_facts& facts, const cdcnet::uuid& service, std::uint32_t cid) {
    const mbim::service_info* const known = mbim::find_service(service);
    const mbim::cid_info* const known_cid = mbim::find_cid(service, cid);
    facts.service_id = service;
    facts.service = known != nullptr ? known->key : service.text().view();
    facts.cid = cid;
    facts.cid_name = known_cid != nullptr ? std::string{known_cid->name} : std::to_string(cid);
}

void name_status(message_facts& facts, mbim::status status) {
    facts.status = static_cast<std::uint32_t>(status);
    const std::string_view name = mbim::name_of(status);
    facts.status_name = name.empty() ? std::to_string(*facts.status) : std::string{name};
}

/// A sink of the library that appends to a string.
auto append_to(std::string& out) {
    return [&out](std::string_view text) { out += text; };
}

/// Appends the lines of a dump, each with a line feed behind it instead of in front.
template <class Dump>
void append_lines(std::string& out, Dump dump) {
    const std::size_t begin = out.size();
    if (dump(append_to(out)) || out.size() == begin) return;
    out.erase(begin, 1);
    out += '\n';
}

/// At most `room` bytes of UTF-8, without half a character at the end.
std::string_view front_of(std::string_view text, std::size_t room) noexcept {
    const auto continues = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80; };
    while (room > 0 && continues(room)) --room;
    return text.substr(0, room);
}

const mbim::layout_names& names_of_body(mbim::message_type type) noexcept {
    switch (type) {
        case mbim::message_type::open: return mbim::names_of<mbim::open_msg>();
        case mbim::message_type::close: return mbim::names_of<mbim::close_msg>();
        case mbim::message_type::command: return mbim::names_of<mbim::command_msg>();
        case mbim::message_type::host_error: return mbim::names_of<mbim::host_error_msg>();
        case mbim::message_type::open_done: return mbim::names_of<mbim::open_done>();
        case mbim::message_type::close_done: return mbim::names_of<mbim::close_done>();
        case mbim::message_type::command_done: return mbim::names_of<mbim::command_done>();
        case mbim::message_type::function_error: return mbim::names_of<mbim::function_error_msg>();
        case mbim::message_type::indicate_status: break;
    }
    return mbim::names_of<mbim::indicate_status_msg>();
}

std::string_view name_of_type(mbim::message_type type) noexcept {
    const std::string_view name = mbim::name_of(type);
    return name.empty() ? "unknown" : name;
}

}  // namespace

message_facts facts_of(const mbim::message& m) {
    message_facts facts;
    facts.type = name_of_type(m.type());
    facts.transaction = static_cast<std::uint32_t>(m.transaction());
    facts.whole = true;
    if (const auto command = m.as<mbim::command_msg>()) {
        name_command(facts, command->service, command->cid);
        facts.operation = mbim::name_of(command->operation());
        facts.information = command->information_buffer;
    } else if (const auto done = m.as<mbim::command_done>()) {
        name_command(facts, done->service, done->cid);
        facts.operation = mbim::name_of(mbim::command_done::operation());
        name_status(facts, done->status);
        facts.information = done->information_buffer;
    } else if (const auto news = m.as<mbim::indicate_status_msg>()) {
        name_command(facts, news->service, news->cid);
        facts.operation = mbim::name_of(mbim::indicate_status_msg::operation());
        facts.information = news->information_buffer;
    } else if (const auto opened = m.as<mbim::open_done>()) {
        name_status(facts, opened->status);
    } else if (const auto closed = m.as<mbim::close_done>()) {
        name_status(facts, closed->status);
    } else if (mbim::has_fragment_header(m.type())) {
        return facts_of_front(m.bytes());  // its body is not right
    }
    return facts;
}

message_facts facts_of_front(bytes front) {
    // What the headers of COMMAND_MSG, COMMAND_DONE and INDICATE_STATUS_MSG have at the same place.
    constexpr std::size_t transaction_offset = 8;
    constexpr std::size_t current_fragment_offset = 16;
    constexpr std::size_t service_offset = mbim::command_msg::service_offset;
    constexpr std::size_t cid_offset = service_offset + 16;
    constexpr std::size_t command_type_offset = cid_offset + 4;

    message_facts facts;
    facts.type = "unknown";
    if (front.size() < 4) return facts;
    const auto type = static_cast<mbim::message_type>(load_le<std::uint32_t>(front.data()));
    facts.type = name_of_type(type);
    if (front.size() >= transaction_offset + 4) facts.transaction = load_le<std::uint32_t>(front.data() + transaction_offset);
    if (!mbim::has_fragment_header(type) || front.size() < cid_offset + 4) return facts;
    if (load_le<std::uint32_t>(front.data() + current_fragment_offset) != 0) return facts;
    name_command(facts, cdcnet::uuid::from(front.data() + service_offset), load_le<std::uint32_t>(front.data() + cid_offset));
    if (type == mbim::message_type::command_done) facts.operation = mbim::name_of(mbim::operation::response);
    if (type == mbim::message_type::indicate_status) facts.operation = mbim::name_of(mbim::operation::notification);
    if (type != mbim::message_type::command || front.size() < command_type_offset + 4) return facts;
    const auto command = static_cast<mbim::command_type>(load_le<std::uint32_t>(front.data() + command_type_offset));
    if (command == mbim::command_type::set) facts.operation = mbim::name_of(mbim::operation::set);
    if (command == mbim::command_type::query) facts.operation = mbim::name_of(mbim::operation::query);
    return facts;
}

field_fault check_fields(const mbim::message& m, mbim::release r) {
    field_fault fault;
    const auto found = [&](cdcnet::error e, const mbim::layout_names& names) {
        fault.error = e;
        mbim::write_path(names, e.where(), append_to(fault.field));
        return fault;
    };
    // A dump to nowhere: it validates first, and stops there when something is wrong.
    if (!mbim::has_fragment_header(m.type())) return found(mbim::dump_text(m, r, [](std::string_view) {}), names_of_body(m.type()));
    const auto payload = mbim::payload_of(m);
    if (!payload) return found(payload.error(), names_of_body(m.type()));
    const mbim::catalogue_entry* const declared = payload->declaration(r);
    return declared == nullptr ? fault : found(mbim::validate(*payload, r), *declared->names);
}

void append_headers_as_text(std::string& out, const mbim::message& m) {
    const auto dump = [&]<class Header>(std::size_t offset) {
        const bytes header = m.bytes().subspan(offset, Header::size);
        append_lines(out, [&](mbim::sink to) {
            return mbim::dump_text(mbim::layout_of<Header>(mbim::release::v1), mbim::names_of<Header>(), header, to, {.indent = 4});
        });
    };
    dump.template operator()<mbim::message_header>(0);
    if (!mbim::has_fragment_header(m.type())) return;
    dump.template operator()<mbim::fragment_header>(mbim::message_header::size);

    const message_facts facts = facts_of(m);
    if (!facts.service_id) return;
    const auto line = [&](std::string_view name, std::string_view value, const auto& meaning) {
        fmt::format_to(std::back_inserter(out), "    {}: {} ({})\n", name, value, meaning);
    };
    line("DeviceServiceId", facts.service_id->text().view(), facts.service);
    line("Cid", facts.cid_name, facts.cid);
    if (const auto command = m.as<mbim::command_msg>())
        line("CommandType", mbim::name_of(command->command), static_cast<std::uint32_t>(command->command));
    if (facts.status) line("Status", facts.status_name, *facts.status);
    fmt::format_to(std::back_inserter(out), "    InformationBufferLength: {} bytes\n", facts.information.size());
}

void append_fields_as_text(std::string& out, const mbim::message& m, mbim::release r, privacy p) {
    append_lines(out, [&](mbim::sink to) {
        return mbim::dump_text(m, r, to, {.redact = p == privacy::hide, .indent = 4, .payload = mbim::print_payload});
    });
}

void append_fields_as_json(std::string& out, const mbim::message& m, mbim::release r, privacy p) {
    const mbim::dump_options options{.redact = p == privacy::hide};
    if (mbim::dump_json(m, r, append_to(out), options)) out += "{}";
}

std::string summary_of_fields(const mbim::message& m, mbim::release r, privacy p, std::size_t room) {
    std::string text;
    const mbim::dump_options options{.redact = p == privacy::hide, .indent = 0, .payload = mbim::print_payload};
    if (mbim::dump_text(m, r, append_to(text), options)) return {};
    std::string summary;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view{text}.substr(at, end - at);
        at = end + 1;
        const std::size_t colon = line.find(": ");
        if (line.empty() || line.front() == ' ' || colon == std::string_view::npos) continue;  // a field of a field
        const std::string_view value = line.substr(colon + 2);
        if (value.empty() || value == "\"\"" || value == "none" || value == "absent") continue;
        if (summary.size() + line.size() > room) {
            if (summary.empty()) summary = front_of(line, room);
            return summary + " ...";
        }
        fmt::format_to(std::back_inserter(summary), "{}{}={}", summary.empty() ? "" : "  ", line.substr(0, colon), value);
    }
    return summary;
}

std::string header_field(cdcnet::error e, bytes received) {
    switch (e.code()) {
        case cdcnet::errc::message_type: return "MessageType";
        case cdcnet::errc::fragment: return "CurrentFragment";
        case cdcnet::errc::length: return "MessageLength";
        case cdcnet::errc::need_more: return received.size() >= 8 ? "MessageLength" : "";
        default: return {};
    }
}

}  // namespace cdcdump
