// SPDX-License-Identifier: BSL-1.0
/// \file
/// Structures found by service, CID, operation and release.
#include <cdcnet/mbim/catalogue.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "constant.hpp"
#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

constexpr release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4};
constexpr operation operations[] = {operation::set, operation::query, operation::response, operation::notification};

constexpr std::string_view found(std::uint32_t cid, operation o, release r) {
    const catalogue_entry* entry = find_message(service::basic_connect, cid, o, r);
    return entry == nullptr ? std::string_view{} : entry->names->name;
}
TEST_CONSTANT(found(12, operation::set, mbimex::v1) == "MBIM_SET_CONNECT");
TEST_CONSTANT(found(12, operation::set, mbimex::v2) == "MBIM_SET_CONNECT");
TEST_CONSTANT(found(12, operation::set, mbimex::v3) == "MBIM_SET_CONNECT_V3");
TEST_CONSTANT(found(12, operation::set, mbimex::v4) == "MBIM_SET_CONNECT_V3");
TEST_CONSTANT(found(12, operation::query, mbimex::v4) == "MBIM_CONNECT_QUERY");
TEST_CONSTANT(found(12, operation::notification, mbimex::v2) == found(12, operation::response, mbimex::v2));
TEST_CONSTANT(found(19, operation::set, mbimex::v1) == found(19, operation::response, mbimex::v1));
TEST_CONSTANT(found(19, operation::query, mbimex::v1).empty());
TEST_CONSTANT(found(19, operation{}, mbimex::v1).empty());
TEST_CONSTANT(found(0, operation::query, mbimex::v1).empty());
TEST_CONSTANT(found(0xffffffff, operation::query, mbimex::v1).empty());
TEST_CONSTANT(find_message(service::sms, 0xffffffff, operation::query, mbimex::v1) == nullptr);
TEST_CONSTANT(find_message(uuid{}, 12, operation::set, mbimex::v1) == nullptr);

template <command... T>
constexpr std::size_t structures_of(message_list<T...>, std::uint32_t cid, operation o, release r) {
    return (std::size_t{0} + ... + (T::id.cid == cid && T::id.serves(o) && T::id.in(r) ? 1u : 0u));
}
template <command... T>
constexpr std::size_t count_of(message_list<T...>) {
    return sizeof...(T);
}
constexpr bool unambiguous() {
    for (std::uint32_t cid = 0; cid < 64; ++cid)
        for (const operation o : operations)
            for (const release r : releases) {
                const std::size_t n = structures_of(bc::messages{}, cid, o, r);
                if (n > 1 || (n == 1) != (find_message(service::basic_connect, cid, o, r) != nullptr)) return false;
            }
    return true;
}
TEST_CONSTANT(unambiguous());

/// Calls `f.template operator()<T>()` for each structure of the services.
template <class F, command... T>
void each_structure(message_list<T...>, F& f) {
    (f.template operator()<T>(), ...);
}
template <class F, class... S>
void each_structure(service_list<S...>, F f) {
    (each_structure(typename S::messages{}, f), ...);
}
template <class... S>
constexpr std::size_t count_of(service_list<S...>) {
    return (std::size_t{0} + ... + count_of(typename S::messages{}));
}

constexpr auto message_wire =
    hex<"03000080 38000000 05000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 00000000 08000000 01000000 00000000">;

/// What a visitor sees of a payload that may be a RADIO_STATE answer.
struct radio_seen {
    std::size_t calls{};
    bc::radio_state_info value{};

    template <command T>
    constexpr void operator()(const T& v) {
        ++calls;
        if constexpr (std::is_same_v<T, bc::radio_state_info>) value = v;
    }
};
constexpr radio_seen seen_in(bytes wire) {
    radio_seen seen;
    const auto done = visit(*payload_of(*message::parse(wire)), mbimex::v1, seen);
    if (!done || *done != visited::structure) return {};
    return seen;
}
TEST_CONSTANT(seen_in(message_wire).calls == 1);
TEST_CONSTANT(seen_in(message_wire).value.hw_state == bc::radio_switch_state::on);
TEST_CONSTANT(seen_in(message_wire).value.sw_state == bc::radio_switch_state::off);

// A service that the library does not know, as its vendor declares it.
namespace vendor {
inline constexpr uuid id = "6d1f8a0c-2b47-4c5e-9d30-7f0e51a2c9b4"_uuid;
struct lamp_set {
    std::uint32_t brightness{};
    static constexpr command_id id{vendor::id, 7, operation::set};
    using layout = fields<"VENDOR_SET_LAMP", field<"Brightness", &lamp_set::brightness>>;
};
using messages = message_list<lamp_set>;
using services = service_list<service_messages<id, messages>>;
}  // namespace vendor
using all_and_vendor = joined_services<vendor::services, all_services>;
static_assert(std::is_same_v<joined_services<service_list<int>, service_list<char, short>, service_list<long>>,
                             service_list<int, char, short, long>>);

constexpr std::uint32_t brightness_in(bytes buffer) {
    std::uint32_t found = 0;
    const payload p{vendor::id, 7, operation::set, {}, buffer, 48};
    const auto done = visit<vendor::services>(p, mbimex::v1, [&](const vendor::lamp_set& lamp) { found = lamp.brightness; });
    return done && *done == visited::structure ? found : 0;
}
TEST_CONSTANT(brightness_in(hex<"03000000">) == 3);
TEST_CONSTANT(find_message(vendor::id, 7, operation::set, mbimex::v1) == nullptr);
TEST_CONSTANT(find_message<vendor::services>(vendor::id, 7, operation::set, mbimex::v3)->names->name == "VENDOR_SET_LAMP");
TEST_CONSTANT(find_message<vendor::services>(vendor::id, 7, operation::query, mbimex::v3) == nullptr);
TEST_CONSTANT(find_message<vendor::services>(service::basic_connect, 3, operation::set, mbimex::v1) == nullptr);
TEST_CONSTANT(find_message<all_and_vendor>(vendor::id, 7, operation::set, mbimex::v1) ==
              find_message<vendor::services>(vendor::id, 7, operation::set, mbimex::v1));
TEST_CONSTANT(find_message<all_and_vendor>(service::basic_connect, 3, operation::set, mbimex::v1) ==
              find_message(service::basic_connect, 3, operation::set, mbimex::v1));

std::string json_of(const message& m, const dump_options& options = {}) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_json(m, mbimex::v1, put, options));
    return out;
}
std::string text_of(const message& m, const dump_options& options = {}) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_text(m, mbimex::v1, put, options));
    return out;
}

}  // namespace

TEST_CASE("every declared structure is found, with its layout of each release") {
    std::size_t n = 0;
    const auto check_found = [&n](const command_id& id, const layout_names* names, const layout_table& (*layout)(release)) {
        for (const release r : releases) {
            if (!id.in(r)) continue;
            for (const operation o : operations) {
                if (!id.serves(o)) continue;
                const catalogue_entry* entry = find_message(id.service, id.cid, o, r);
                REQUIRE(entry != nullptr);
                CHECK(&entry->layout(r) == &layout(r));
                CHECK(entry->names == names);
            }
        }
        ++n;
    };
    each_structure(all_services{}, [&]<command T>() { check_found(T::id, &names_of<T>(), &layout_of<T>); });
    CHECK(n == count_of(all_services{}));
}

namespace {

template <class Messages>
void check_entries() {
    const auto computed = constant::at_run_time(cdcnet::mbim::detail::entries_of<Messages>::all(Messages{}));
    const auto& table = cdcnet::mbim::detail::entries_of<Messages>::list;
    CHECK(std::equal(computed.begin(), computed.end(), table.begin(), table.end(), [](const catalogue_entry& a, const catalogue_entry& b) {
        return a.id.cid == b.id.cid && a.layouts == b.layouts && a.names == b.names;
    }));
}
namespace making = cdcnet::mbim::detail;

// What is checked sees no types: a check for each of them would take the compiler longer than all else here.

bool same_field(const field_entry& a, const field_entry& b) {
    return a.type == b.type && a.optional == b.optional && a.unpadded == b.unpadded && a.link == b.link && a.condition == b.condition &&
           a.condition_value == b.condition_value && a.unit == b.unit && a.offset == b.offset && a.size == b.size &&
           a.element == b.element && a.max_bytes == b.max_bytes && a.structure == b.structure;
}
using field_list = gsl::span<const field_entry>;
void check_table(std::string_view name, field_list computed, const layout_table& whole, bool links_are_fixed, field_list table,
                 const layout_table& layout) {
    CAPTURE(name);
    CHECK(whole.fixed_size == layout.fixed_size);
    CHECK(whole.rigid_size == layout.rigid_size);
    CHECK(whole.required_size == layout.required_size);
    CHECK(whole.references_begin == layout.references_begin);
    CHECK(whole.references_end == layout.references_end);
    CHECK(std::equal(computed.begin(), computed.end(), table.begin(), table.end(), same_field));
    CHECK(links_are_fixed);
    for (const field_entry& e : computed) CHECK(making::needs_link(e.type) == (e.link != field_entry::no_link));
}
template <class T, release R>
void check_table() {
    const auto computed = constant::at_run_time(T::layout::template entries<T, R>());
    const auto& table = making::tables<T, R>::entries;
    const layout_table& layout = making::tables<T, R>::layout;
    check_table(T::layout::name, computed, constant::at_run_time(making::table_over(table.data(), layout.count, layout.rigid)),
                making::links_are_fixed(computed, T::layout::count), table, layout);
}

using name_list = gsl::span<const field_name>;
void check_names_of_fields(std::string_view name, name_list computed, name_list table) {
    CAPTURE(name);
    CHECK(std::equal(computed.begin(), computed.end(), table.begin(), table.end(), [](const field_name& a, const field_name& b) {
        return a.name == b.name && a.values == b.values && a.structure == b.structure && a.unit == b.unit && a.personal == b.personal;
    }));
}
template <class T>
void check_names_of_fields() {
    check_names_of_fields(T::layout::name, constant::at_run_time(making::name_tables<T>::list()), making::name_tables<T>::fields);
}

/// A visitor.
struct nothing {
    void operator()(const auto&) const {}
};

/// What the fields of a layout say of themselves when the program runs.
class summary {
public:
    void add(bool plain, bool elastic, bool rigid, bool of_versions) {
        plain_ = plain_ && plain;
        elastic_ = elastic_ || elastic;
        all_rigid_ = all_rigid_ && rigid;
        if (all_rigid_) ++rigid_fields_;
        of_versions_ = of_versions_ || of_versions;
    }
    /// What the layout says.
    void check(std::string_view name, bool plain, bool elastic, std::size_t rigid_fields, bool versioned) const {
        CAPTURE(name);
        CHECK(plain == plain_);
        CHECK(elastic == elastic_);
        CHECK(rigid_fields == rigid_fields_);
        if (of_versions_) CHECK(versioned);
    }

private:
    bool plain_{true};
    bool elastic_{};
    bool all_rigid_{true};
    bool of_versions_{};
    std::size_t rigid_fields_{};
};
template <class Layout, literal Name, class... F>
void check_summary(fields<Name, F...>) {
    summary s;
    (s.add(making::is_plain<F>(), making::is_elastic<F>(), making::is_rigid<F>(), making::is_versioned_member<typename F::member>()), ...);
    s.check(Layout::name, Layout::plain, Layout::elastic, Layout::rigid_fields, Layout::versioned);
}

template <class... S>
void check_entries(service_list<S...>) {
    (check_entries<typename S::messages>(), ...);
}

}  // namespace

TEST_CASE("the catalogue that the compiler has made, the program makes, too") {
    check_entries(all_services{});
    const auto computed = constant::at_run_time(cdcnet::mbim::detail::catalogue_of<all_services>::sorted(all_services{}));
    CHECK(std::equal(computed.begin(), computed.end(), catalogue<>.begin(), catalogue<>.end(),
                     [](const service_catalogue& a, const service_catalogue& b) { return a.service == b.service && a.first == b.first; }));
}

TEST_CASE("the tables that the compiler has made, the program makes, too") {
    each_structure(all_services{}, []<command T>() {
        check_table<T, mbimex::v1>();
        check_table<T, mbimex::v4>();
        check_names_of_fields<T>();
        check_summary<typename T::layout>(typename T::layout{});
    });
    using calls = making::calls_of<nothing, all_services>;
    const auto computed = constant::at_run_time(calls::sorted(all_services{}));
    CHECK(std::equal(computed.begin(), computed.end(), calls::services.begin(), calls::services.end(),
                     [](const auto& a, const auto& b) { return a.service == b.service && a.first == b.first; }));
    const auto of_sms = constant::at_run_time(making::visit_calls<nothing, sms::messages>::all(sms::messages{}));
    CHECK(of_sms == making::visit_calls<nothing, sms::messages>::list);
}

TEST_CASE("a visitor gets the structure that is declared, or the error of its buffer") {
    std::size_t structures = 0;
    for (const service_catalogue& service : catalogue<>) {
        for (const catalogue_entry& entry : service) {
            for (const operation o : operations) {
                for (const release r : releases) {
                    if (!entry.id.serves(o) || !entry.id.in(r)) continue;
                    INFO(entry.names->name << " in release " << static_cast<unsigned>(r));
                    const layout_table& layout = entry.layout(r);
                    // No text, no elements, everything absent; only a TLV would need more than zeros.
                    const std::vector<std::byte> zeros(layout.fixed_size);
                    const payload p{entry.id.service, entry.id.cid, o, {}, bytes{zeros}, 48};
                    const layout_names* seen = nullptr;
                    const auto done = visit(p, r, [&]<command T>(const T&) { seen = &names_of<T>(); });
                    if (const error fault = validate(p, r)) {
                        CHECK(done.error() == fault);
                        CHECK(seen == nullptr);
                    } else {
                        REQUIRE(done);
                        const bool left_out = o == operation::response && zeros.empty() && layout.count != 0;
                        CHECK(*done == (left_out ? visited::left_out : visited::structure));
                        CHECK(seen == (left_out ? nullptr : entry.names));
                        if (!left_out) ++structures;
                    }
                }
            }
        }
    }
    CHECK(structures > 0);
}

TEST_CASE("the second id of a service is the service") {
    CHECK(canonical_service(service::ms_basic_connect_extensions_alias) == service::ms_basic_connect_extensions);
    CHECK(canonical_service(service::basic_connect) == service::basic_connect);
    for (const operation o : operations)
        for (std::uint32_t cid = 0; cid < 32; ++cid)
            CHECK(find_message(service::ms_basic_connect_extensions_alias, cid, o, mbimex::v1) ==
                  find_message(service::ms_basic_connect_extensions, cid, o, mbimex::v1));
}

TEST_CASE("the payload of a message") {
    const auto m = message::parse(message_wire);
    const auto p = payload_of(*m);
    REQUIRE(p);
    CHECK(p->service == service::basic_connect);
    CHECK(p->cid == 3);
    CHECK(p->operation == operation::response);
    CHECK(p->status == status::success);
    CHECK(p->offset == 48);
    CHECK(p->information_buffer.size() == 8);
    CHECK_FALSE(p->is_left_out());
    REQUIRE(p->declaration(mbimex::v1) != nullptr);
    CHECK(p->declaration(mbimex::v1)->names->name == "MBIM_RADIO_STATE_INFO");
    CHECK_FALSE(validate(*p, mbimex::v1, tolerance::strict));
    CHECK(payload_of(*message::parse(hex<"02000000 0c000000 01000000">)).error().code() == errc::other_operation);
}

TEST_CASE("a fault in the payload counts from the start of the message") {
    const auto cut = with(message_wire, 44, 7);
    const auto m = message::parse(cut);
    const auto p = payload_of(*m);
    REQUIRE(p);
    CHECK(validate(*p, mbimex::v1) == error{errc::length, 52, field_at(1)});
    std::size_t pieces = 0;
    auto put = [&](std::string_view) { ++pieces; };
    CHECK(dump_text(*m, mbimex::v1, put) == error{errc::length, 52, field_at(1)});
    CHECK(dump_json(*p, mbimex::v1, put) == error{errc::length, 52, field_at(1)});
    CHECK(pieces == 0);
    const auto open = message::parse(hex<"01000000 0e000000 01000000 0001">);
    CHECK(dump_json(*open, mbimex::v1, put) == error{errc::length, 12, field_at(0)});
}

TEST_CASE("any message as text and JSON") {
    const auto m = message::parse(message_wire);
    CHECK(text_of(*m) == "\n  HwRadioState: ON (1)\n  SwRadioState: OFF (0)");
    CHECK(json_of(*m) == R"({"HwRadioState":{"value":1,"name":"ON"},"SwRadioState":{"value":0,"name":"OFF"}})");
    CHECK(json_of(*message::parse(hex<"01000000 10000000 02000000 00100000">)) == R"({"MaxControlTransfer":4096})");
    CHECK(text_of(*message::parse(hex<"01000000 10000000 02000000 00100000">)) == "\n  MaxControlTransfer: 4096 bytes");
    CHECK(json_of(*message::parse(hex<"02000000 0c000000 03000000">)) == "{}");
    CHECK(text_of(*message::parse(hex<"02000000 0c000000 03000000">)).empty());
    CHECK(json_of(*message::parse(hex<"04000080 10000000 02000000 08000000">)) ==
          R"({"ErrorStatusCode":{"value":8,"name":"MAX_TRANSFER"}})");
    CHECK(json_of(*message::parse(hex<"01000080 10000000 02000000 02000000">)) == R"({"Status":{"value":2,"name":"FAILURE"}})");
}

TEST_CASE("what nobody declared is bytes") {
    const auto unknown = with(message_wire, 36, 0x7777);
    const auto m = message::parse(unknown);
    CHECK(payload_of(*m)->declaration(mbimex::v1) == nullptr);
    CHECK_FALSE(validate(*payload_of(*m), mbimex::v1, tolerance::strict));
    CHECK(text_of(*m) == "\n  InformationBuffer: 0100000000000000");
    CHECK(json_of(*m) == R"({"InformationBuffer":"0100000000000000"})");
    CHECK(text_of(*m, {.redact = true}) == "\n  InformationBuffer: <redacted>");
    CHECK(json_of(*m, {.redact = true}) == R"({"InformationBuffer":"<redacted>"})");
}

TEST_CASE("a command of unknown type is bytes") {
    constexpr auto wire =
        hex<"03000000 34000000 05000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 07000000 04000000 01000000">;
    const auto m = message::parse(wire);
    CHECK(payload_of(*m)->operation == operation{});
    CHECK(payload_of(*m)->declaration(mbimex::v1) == nullptr);
    CHECK(json_of(*m) == R"({"InformationBuffer":"01000000"})");
}

TEST_CASE("what a visitor is not called for") {
    std::size_t calls = 0;
    const auto count = [&](const auto&) { ++calls; };
    const auto visit_wire = [&](bytes wire, release r) { return visit(*payload_of(*message::parse(wire)), r, count); };
    SUBCASE("a CID that nobody declared") { CHECK(visit_wire(with(message_wire, 36, 0x7777), mbimex::v1).value() == visited::undeclared); }
    SUBCASE("a service that nobody declared") {
        CHECK(visit_wire(with(message_wire, 20, 0x12345678), mbimex::v1).value() == visited::undeclared);
    }
    SUBCASE("a command of unknown type") {
        CHECK(visit(payload{service::basic_connect, 3, operation{}, {}, {}, 48}, mbimex::v1, count).value() == visited::undeclared);
    }
    SUBCASE("an answer without its structure") {
        const payload p{service::basic_connect, 3, operation::response, status::failure, {}, 48};
        CHECK(visit(p, mbimex::v1, count).value() == visited::left_out);
    }
    SUBCASE("a buffer that is too short, whose error counts from the start of the message") {
        CHECK(visit_wire(with(message_wire, 44, 7), mbimex::v1).error() == error{errc::length, 52, field_at(1)});
    }
    SUBCASE("a buffer that is longer than strict allows") {
        const bytes buffer = hex<"01000000 00000000 00000000">;
        const payload p{service::basic_connect, 3, operation::response, {}, buffer, 48};
        CHECK(visit(p, mbimex::v1, count, tolerance::strict).error() == error{errc::trailing_bytes, 56});
    }
    CHECK(calls == 0);
}

TEST_CASE("a service of one's own is dumped and checked like the library's") {
    const auto wire =
        hex<"03000000 34000000 05000000 01000000 00000000 6d1f8a0c2b474c5e9d307f0e51a2c9b4 07000000 01000000 04000000 03000000">;
    const auto m = message::parse(wire);
    const auto p = payload_of(*m);
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_text<vendor::services>(*m, mbimex::v1, put));
    CHECK_FALSE(dump_json<vendor::services>(*p, mbimex::v1, put));
    CHECK_FALSE(dump_json<all_and_vendor>(*m, mbimex::v1, put));
    CHECK(out ==
          "\n  Brightness: 3"
          R"({"Brightness":3}{"Brightness":3})");
    CHECK(json_of(*m) == R"({"InformationBuffer":"03000000"})");
    const payload cut{vendor::id, 7, operation::set, {}, p->information_buffer.first(3), p->offset};
    CHECK(validate<vendor::services>(cut, mbimex::v1) == error{errc::length, 48, field_at(0)});
    CHECK_FALSE(validate(cut, mbimex::v1));
    CHECK(cut.declaration<vendor::services>(mbimex::v1)->names == &names_of<vendor::lamp_set>());
}

TEST_CASE("a visitor of bodies gets the message") {
    std::size_t radio = 0;
    std::size_t others = 0;
    const auto see = [&]<control_message M>(const M& body) {
        if constexpr (std::is_same_v<M, command_done>)
            radio += body.cid == 3;
        else
            ++others;
    };
    CHECK_FALSE(visit_body(*message::parse(message_wire), see));
    CHECK_FALSE(visit_body(*message::parse(hex<"02000000 0c000000 03000000">), see));
    CHECK_FALSE(visit_body(*message::parse(hex<"01000000 10000000 02000000 00100000">), see));
    CHECK(radio == 1);
    CHECK(others == 2);
    CHECK(visit_body(*message::parse(hex<"01000000 0e000000 01000000 0001">), see) == error{errc::length, 12, field_at(0)});
    CHECK(visit_body(message{}, see).code() == errc::message_type);
    CHECK(others == 2);
}
