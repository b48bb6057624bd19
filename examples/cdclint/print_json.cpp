// SPDX-License-Identifier: BSL-1.0
#include "print_json.hpp"

#include <cdcdump/names.hpp>

namespace cdclint {

namespace usb = cdcnet::usb;
using cdcdump::json_writer;

namespace {

std::string_view word_of(cdcdump::origin_unit unit) noexcept {
    switch (unit) {
        case cdcdump::origin_unit::packet: return "packet";
        case cdcdump::origin_unit::line: return "line";
        case cdcdump::origin_unit::byte: return "byte";
    }
    return {};
}

void add_place(json_writer& json, const place& p) {
    json.member("message", p.message);
    if (p.message == 0) return;
    json.member(word_of(p.where.unit), p.where.number);
    if (p.where.time_ns != cdcdump::no_time) {
        constexpr std::int64_t second = 1'000'000'000;
        json.key("time").raw(fmt::format("{}.{:09}", p.where.time_ns / second, p.where.time_ns % second));
    }
}

void add_device(json_writer& json, const cdcdump::origin& where) {
    if (where.on_usb) json.member("bus", where.bus).member("device", where.device);
}

void add_id(json_writer& json, unsigned vendor, unsigned product) { json.member("id", fmt::format("{:04x}:{:04x}", vendor, product)); }

void add_row(json_writer& json, const host_table::row& row) {
    json.open_object().member("host", usb::name_of(row.by)).member("verdict", usb::name_of(row.found.verdict()));
    json.key("rules").open_array();
    for (const usb::finding& f : row.found) {
        json.open_object().member("rule", f.broken->id).member("severity", usb::name_of(f.broken->severity));
        json.member("field", f.broken->field).member("title", f.broken->title).member("otherwise", f.broken->otherwise);
        if (f.interface_number != usb::function::no_interface) json.member("interface", f.interface_number);
        json.close_object();
    }
    json.close_array().close_object();
}

}  // namespace

json_writer print_json::begin(std::string_view record) {
    json_writer json{out_.text()};
    json.open_object().member("record", record);
    if (!input().empty()) json.member("input", input());
    return json;
}

void print_json::end(json_writer& json) {
    json.close_object();
    out_.text() += '\n';
    out_.end_record();
}

void print_json::print(const trace_finding& f) {
    json_writer json = begin("finding");
    add_device(json, f.at.where);
    add_place(json, f.at);
    json.member("rule", f.broken.id).member("severity", cdcnet::mbim::name_of(f.broken.level)).member("title", f.broken.title);
    json.member("field", cdcnet::mbim::name_of(f.field));
    if (f.field != cdcnet::mbim::conformance::subject::message) json.member("value", f.value);
    if (const std::string_view name = name_of_value(f.field, f.value); !name.empty()) json.member("value_name", name);
    if (f.since) {
        json.key("since").open_object();
        add_place(json, *f.since);
        json.close_object();
    }
    end(json);
}

void print_json::print(const host_table& t) {
    json_writer json = begin("hosts");
    add_device(json, t.where);
    if (t.device) add_id(json, t.device->vendor, t.device->product);
    if (t.configuration) json.member("configuration", *t.configuration);
    json.key("hosts").open_array();
    for (const host_table::row& row : t.rows) add_row(json, row);
    json.close_array();
    end(json);
}

void print_json::print(const named_device& d) {
    json_writer json = begin("device");
    json.member("bus", d.bus).member("device", d.address);
    add_id(json, d.vendor, d.product);
    json.member("name", d.text).member("has_to_be_switched", d.has_to_be_switched);
    json.key("interfaces").open_array();
    for (const named_device::interface& i : d.interfaces) {
        json.open_object().member("interface", i.number);
        json.member("class", fmt::format("{:02x}/{:02x}/{:02x}", i.code.class_, i.code.subclass, i.code.protocol));
        json.member("name", i.name);
        if (!i.driver.empty()) json.member("driver", i.driver);
        json.close_object();
    }
    json.close_array();
    end(json);
}

void print_json::print(const rule_tally& r) {
    json_writer json{out_.text()};
    json.open_object().member("record", "rule").member("rule", r.which->id).member("outcome", cdclint::word_of(r));
    json.member("kept", r.kept).member("broken", r.broken).member("undecidable", r.undecidable);
    end(json);
}

void print_json::print(const totals& sum) {
    json_writer json{out_.text()};
    json.open_object()
        .member("record", "summary")
        .member("traces", sum.traces)
        .member("messages", sum.messages)
        .member("findings", sum.findings);
    json.key("rules").open_object().member("exercised", sum.exercised()).member("not_decidable", sum.undecided());
    json.member("not_exercised", sum.rules.size() - sum.exercised() - sum.undecided()).close_object();
    json.member("host_tables", sum.tables).member("refusals", sum.refusals).member("devices", sum.devices);
    json.member("malformed", sum.malformed).member("forgotten", sum.forgotten);
    end(json);
}

}  // namespace cdclint
