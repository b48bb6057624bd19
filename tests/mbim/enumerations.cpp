// SPDX-License-Identifier: BSL-1.0
/// \file
/// Every named enumeration: sound in itself, and equal to the reference table where that is present.
#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <set>
#include <string>
#include <string_view>

#ifdef CDCNET_SHARED_DIR
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#endif

#include "mbim/declared_enumerations.hpp"
#include "mbim/names_at_run_time.hpp"

namespace {

using namespace cdcnet::mbim;
using mbim_test::declarations;
namespace bc = cdcnet::mbim::basic_connect;

/// Each named value has a sentence of its own, which ends with a full stop.
template <named_enum E>
void check_meanings() {
    std::set<std::string_view> seen;
    for (const enumerator& e : enumeration_of<E>) {
        CAPTURE(e.name);
        const std::string_view sentence = meaning_of(static_cast<E>(e.value));
        CHECK(sentence.size() > 5);
        if (!sentence.empty()) CHECK(sentence.back() == '.');
        CHECK(seen.insert(sentence).second);
    }
    CHECK(meaning_of(static_cast<E>(0x7ffffffeu)).empty());
}

/// Asks each enumeration for its names when the program runs; tables have them from the compiler.
class names_at_run_time {
public:
    /// Those of the fields of a structure, and of the structures in it.
    template <class T>
    void of_fields() {
        T::layout::each([&]<class F, std::size_t I>() {
            using member = typename F::member;
            if constexpr (named_enum<member>) of(member{});
            if constexpr (requires { typename F::named_by; }) of(typename F::named_by{});
            if constexpr (cdcnet::mbim::detail::holds_structure<member>) of_fields<cdcnet::mbim::detail::structure_of<member>>();
        });
    }
    template <command... T>
    void of_messages(message_list<T...>) {
        (of_fields<T>(), ...);
    }
    template <class... S>
    void of_services(service_list<S...>) {
        (of_messages(typename S::messages{}), ...);
    }
    template <named_enum... E>
    void of_list(mbim_test::enumerations<E...>) {
        (of(E{}), ...);
    }
    template <named_enum E>
    void of(E any) {
        if (seen_.insert(&enumeration_of<E>).second) mbim_test::check_names(any);
    }

    [[nodiscard]] const std::set<const enumeration*>& seen() const { return seen_; }

private:
    std::set<const enumeration*> seen_;
};

#ifdef CDCNET_SHARED_DIR
using nlohmann::json;

json reference(std::string_view file) {
    std::ifstream in{std::string{CDCNET_SHARED_DIR "/reference/"}.append(file)};
    REQUIRE(in.good());
    return json::parse(in);
}

#endif

}  // namespace

TEST_CASE("mbim enumerations: names and values are unique") {
    std::set<std::string_view> enumerations;
    for (const enumeration* d : declarations()) {
        CAPTURE(d->name);
        CHECK(enumerations.insert(d->name).second);
        CHECK(d->count > 0);
        std::set<std::string_view> found;
        std::set<std::uint32_t> values;
        for (const enumerator& e : *d) {
            CAPTURE(e.name);
            CHECK(!e.name.empty());
            CHECK(found.insert(e.name).second);
            CHECK(values.insert(e.value).second);
            CHECK(d->find(e.value) == e.name);
            if (d->bits < 32) CHECK((e.value >> d->bits) == 0);
        }
    }
}

TEST_CASE("mbim enumerations: a value without a name is data") {
    static_assert(name_of(static_cast<status>(24'000)).empty());
    static_assert(name_of(static_cast<nw_error>(1)).empty());
    static_assert(name_of(static_cast<tlv_type>(0xffff)).empty());
    static_assert(static_cast<std::uint32_t>(static_cast<status>(0xdeadbeefu)) == 0xdeadbeefu);
    for (const enumeration* d : declarations()) {
        CAPTURE(d->name);
        CHECK(d->find(0x7ffffffeu).empty());
        CHECK(d->find(std::uint64_t{d->first->value} + 0x100000000u).empty());
    }
}

TEST_CASE("mbim enumerations: names are found in constant expressions") {
    static_assert(name_of(message_type::indicate_status) == "INDICATE_STATUS");
    static_assert(name_of(status::ms_select_failed) == "MS_SELECT_FAILED");
    static_assert(name_of(data_class::_5g_nsa) == "5G_NSA");
    static_assert(name_of(bc::radio_switch_state::on) == "ON");
    static_assert(meaning_of(protocol_error::cancel) == "The host gives up the transaction.");
}

TEST_CASE("mbim enumerations: the tables are what the program computes, too") {
    names_at_run_time asked;
    asked.of_services(all_services{});
    asked.of_list(mbim_test::outside_of_messages{});
    CHECK(asked.seen() == std::set<const enumeration*>(declarations().begin(), declarations().end()));
    // Of text, and of what no message says.
    asked.of_list(mbim_test::enumerations<operation, alphabet, message_class, sms_pdu::type_of_number, sms_pdu::numbering_plan>{});
}

TEST_CASE("mbim enumerations: flag sets combine, in either namespace") {
    constexpr auto fast = data_class::lte | data_class::_5g_sa;
    static_assert(has(fast, data_class::lte) && !has(fast, data_class::gprs));
    static_assert(static_cast<std::uint32_t>(fast) == 0xa0);
    constexpr auto both = bc::frequency_range::fr1 | bc::frequency_range::fr2;
    static_assert(both == bc::frequency_range::fr1_and_fr2);
    static_assert(name_of(both) == "FR1_AND_FR2");
    auto known = bc::ip_configuration_available_flag::address;
    known |= bc::ip_configuration_available_flag::mtu;
    CHECK(static_cast<std::uint32_t>(known) == 9);
    known &= ~bc::ip_configuration_available_flag::address;
    CHECK(known == bc::ip_configuration_available_flag::mtu);
    static_assert(flag_set<bc::dss_payload> && !flag_set<bc::radio_switch_state>);
}

TEST_CASE("mbim enumerations: statuses, causes and protocol errors say what they mean") {
    check_meanings<status>();
    check_meanings<nw_error>();
    check_meanings<protocol_error>();
}

TEST_CASE("mbim enumerations: ranges and directions") {
    static_assert(!is_service_specific(status::default_ursp_rule));
    CHECK(is_service_specific(static_cast<status>(0x80000000u)));
    CHECK_FALSE(is_service_specific(static_cast<status>(0x7fffffffu)));
    static_assert(is_service_specific(status::ms_no_logical_channels) && is_service_specific(status::invalid_signature));
    std::set<std::string_view> sent_by_function;
    std::set<std::string_view> fragmented;
    for (const enumerator& e : enumeration_of<message_type>) {
        if (from_function(static_cast<message_type>(e.value))) sent_by_function.insert(e.name);
        if (has_fragment_header(static_cast<message_type>(e.value))) fragmented.insert(e.name);
    }
    CHECK(sent_by_function == std::set<std::string_view>{"OPEN_DONE", "CLOSE_DONE", "COMMAND_DONE", "FUNCTION_ERROR", "INDICATE_STATUS"});
    CHECK(fragmented == std::set<std::string_view>{"COMMAND", "COMMAND_DONE", "INDICATE_STATUS"});
}

TEST_CASE("mbim enumerations: equal to reference/enums.json") {
#ifdef CDCNET_SHARED_DIR
    const json all = reference("enums.json").at("enums");
    for (const enumeration* d : declarations()) {
        CAPTURE(d->name);
        const std::string name{d->name};
        if (!all.contains(name)) {
            FAIL_CHECK("not in the reference");
            continue;
        }
        const json& expected = all.at(name);
        CHECK((d->kind == enumeration_kind::flags ? "flags" : "enum") == expected.at("kind").get<std::string>());
        CHECK(d->bits == expected.at("bits").get<unsigned>());
        std::map<std::string, std::uint64_t> unmatched;
        for (const json& v : expected.at("values")) unmatched[v.at("name").get<std::string>()] = v.at("value").get<std::uint64_t>();
        for (const enumerator& e : *d) {
            CAPTURE(e.name);
            const auto found = unmatched.find(std::string{e.name});
            if (found == unmatched.end()) {
                FAIL_CHECK("extra");
                continue;
            }
            CHECK(e.value == found->second);
            unmatched.erase(found);
        }
        for (const auto& missing : unmatched) FAIL_CHECK("missing: " << missing.first);
    }
    const auto declared = [](const std::string& name) {
        return std::any_of(declarations().begin(), declarations().end(), [&](const enumeration* d) { return d->name == name; });
    };
    for (const auto& e : all.items())
        if (!declared(e.key())) MESSAGE("not declared: " << e.key());
    MESSAGE("enums " << declarations().size() << "/" << all.size());
#else
    MESSAGE("skipped: the reference tables are not present");
#endif
}
