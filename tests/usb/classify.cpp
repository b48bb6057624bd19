// SPDX-License-Identifier: BSL-1.0
#include "sets.hpp"

#include <array>
#include <cdcnet/usb/classify.hpp>
#include <doctest/doctest.h>

#include "constant.hpp"

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

/// A configuration on the heap with its functions.
struct classified {
    sets::octets raw;
    std::vector<usb::function> storage = std::vector<usb::function>(256);
    gsl::span<const usb::function> functions;

    explicit classified(sets::octets set) : raw{std::move(set)} {
        const auto parsed = configuration::parse(raw);
        REQUIRE(parsed);
        const auto found = classify(*parsed, storage);
        REQUIRE(found);
        functions = *found;
    }
    const usb::function& operator[](std::size_t i) const {
        REQUIRE(i < functions.size());
        return functions[i];
    }
    std::size_t size() const { return functions.size(); }
};

classified classify_set(std::initializer_list<sets::octets> descriptors) { return classified{sets::configuration(descriptors)}; }

using sets::association;
using sets::bulk;
using sets::interface;
using sets::interrupt;
using sets::union_of;

constexpr unsigned none = usb::function::no_interface;

}  // namespace

TEST_CASE("classify: MBIM behind four vendor functions with unions that name 0 and 0") {
    for (const bool telit : {false, true}) {
        const classified c{telit ? sets::copy(sets::telit_le910c1) : sets::copy(sets::quectel_ec25)};
        const unsigned communication = telit ? 2 : 4;
        CHECK(c.size() == (telit ? 7 : 5));
        std::size_t mbim = 0;
        for (const usb::function& f : c.functions) {
            if (f.kind != function_kind::mbim) {
                CHECK(f.kind == function_kind::vendor);
                CHECK(f.paired_by == pairing::combined);
                CHECK(f.data == f.communication);
                continue;
            }
            ++mbim;
            CHECK(f.communication == communication);
            CHECK(f.data == communication + 1);
            CHECK(f.paired_by == pairing::union_);
            CHECK(f.code == class_code{2, 14, 0});
            const auto mode = f.mode(framing::mbim);
            REQUIRE(mode);
            CHECK(mode->communication_alternate == 0);
            CHECK(mode->data_alternate == 1);
            CHECK(mode->notification.address == (telit ? 0x84 : 0x89));
            CHECK(mode->bulk_in.address == (telit ? 0x83 : 0x88));
            CHECK(mode->bulk_out.address == (telit ? 0x03 : 0x05));
            CHECK(mode->bulk_in.packet_size() == 512);
            CHECK(f.mode(framing::ncm).error().code() == errc::value);
            CHECK(f.carries(0, 0) == framing::none);
            CHECK(f.carries(0, 1) == framing::mbim);
            CHECK(f.functional<mbim_descriptor>()->max_control_message == 4096);
            CHECK(f.functional<mbim_extended_descriptor>()->mtu == 1500);
            CHECK(f.functional<ethernet_descriptor>().error().code() == errc::descriptor_missing);
        }
        CHECK(mbim == 1);
        CHECK_FALSE(has_to_be_switched(c.functions));
    }
}

TEST_CASE("classify: NCM") {
    const classified c{sets::plain_ncm()};
    REQUIRE(c.size() == 1);
    CHECK(c[0].kind == function_kind::ncm);
    CHECK(c[0].data == 1);
    CHECK(c[0].paired_by == pairing::union_);
    CHECK(c[0].carries(0, 0) == framing::none);
    CHECK(c[0].carries(0, 1) == framing::ncm);
    CHECK(c[0].carries(0, 2) == framing::none);
    CHECK(c[0].functional<ncm_descriptor>()->has(network_capability::packet_filter));
    CHECK(c[0].functional<ethernet_descriptor>()->mac_address_string == 4);
    CHECK(c[0].mode(framing::ncm)->notification.address == 0x81);
    CHECK(c[0].mode(framing::mbim).error().code() == errc::value);
    CHECK(c[0].mode(framing::none).error().code() == errc::value);
}

TEST_CASE("classify: the NCM function of a Linux gadget at SuperSpeed") {
    const classified c{sets::copy(sets::linux_f_ncm)};
    REQUIRE(c.size() == 1);
    CHECK(c[0].kind == function_kind::ncm);
    CHECK(c[0].paired_by == pairing::union_);
    CHECK(c[0].functional<ethernet_descriptor>()->max_segment_size == 1514);
    CHECK(c[0].functional<ncm_descriptor>()->has(network_capability::crc_mode));
    const auto mode = c[0].mode(framing::ncm);
    REQUIRE(mode);
    CHECK(mode->data_alternate == 1);
    CHECK(mode->notification == endpoint_descriptor{0x85, 3, 16, 9});
    CHECK(mode->bulk_in == endpoint_descriptor{0x81, 2, 1024, 0});
    CHECK(mode->bulk_out == endpoint_descriptor{0x02, 2, 1024, 0});
}

TEST_CASE("classify: of equal data alternates the first is taken") {
    const classified c = classify_set({interface(0, 0, 2, 13, 0), union_of(0, 1), interface(1, 0, 10, 0, 1), interface(1, 1, 10, 0, 1, 2),
                                       bulk(0x81), bulk(1), interface(1, 2, 10, 0, 1, 2), bulk(0x82), bulk(2)});
    CHECK(c[0].mode(framing::ncm)->data_alternate == 1);
    CHECK(c[0].mode(framing::ncm)->bulk_in.address == 0x81);
}

TEST_CASE("classify: NCM with MBIM as alternates of both interfaces") {
    const classified c{sets::ncm_and_mbim()};
    REQUIRE(c.size() == 1);
    CHECK(c[0].kind == function_kind::ncm_with_mbim_alternate);
    CHECK(c[0].communication == 2);
    CHECK(c[0].data == 3);
    const auto ncm = c[0].mode(framing::ncm);
    REQUIRE(ncm);
    CHECK(ncm->communication_alternate == 0);
    CHECK(ncm->data_alternate == 1);
    CHECK(ncm->bulk_in.address == 0x82);
    CHECK(ncm->notification.address == 0x81);
    const auto mbim = c[0].mode(framing::mbim);
    REQUIRE(mbim);
    CHECK(mbim->communication_alternate == 1);
    CHECK(mbim->data_alternate == 2);
    CHECK(mbim->bulk_in.address == 0x84);
    CHECK(mbim->notification.address == 0x83);
    CHECK(c[0].carries(0, 0) == framing::none);
    CHECK(c[0].carries(0, 1) == framing::ncm);
    CHECK(c[0].carries(1, 2) == framing::mbim);
    CHECK(c[0].functional<mbim_descriptor>());
    CHECK(c[0].functional<ncm_descriptor>());
}

TEST_CASE("classify: NCM with MBIM where one data alternate serves both") {
    const classified c{sets::ncm_and_mbim_one_data_alternate()};
    REQUIRE(c.size() == 1);
    CHECK(c[0].kind == function_kind::ncm_with_mbim_alternate);
    CHECK(c[0].data == 2);  // the union's second subordinate, 7, does not exist
    CHECK(c[0].mode(framing::mbim)->communication_alternate == 1);
    CHECK(c[0].mode(framing::mbim)->data_alternate == 1);
    CHECK(c[0].mode(framing::ncm)->communication_alternate == 0);
    CHECK(c[0].mode(framing::ncm)->data_alternate == 1);
    CHECK(c[0].carries(0, 1) == framing::ncm);
    CHECK(c[0].carries(1, 1) == framing::mbim);
}

TEST_CASE("classify: a union is believed only where it can be true") {
    const auto data = [](unsigned number) { return interface(number, 0, 10, 0, 2, 2); };
    const auto mbim = [](unsigned number) { return interface(number, 0, 2, 14, 0, 1); };

    SUBCASE("interfaces 12 and 13 in a configuration of two") {
        const classified c = classify_set({mbim(12), union_of(12, 13), sets::mbim(), data(13), bulk(0x81), bulk(1)});
        CHECK(c[0].data == 13);
        CHECK(c[0].paired_by == pairing::union_);
    }
    SUBCASE("the MBIM descriptor before the union") {
        const classified c =
            classify_set({mbim(0), sets::mbim(), union_of(0, 2), data(1), bulk(0x81), bulk(1), data(2), bulk(0x82), bulk(2)});
        CHECK(c[0].data == 2);
        CHECK(c[0].paired_by == pairing::union_);
        CHECK(c.size() == 2);  // the data interface that nobody leads
        CHECK(c[1].kind == function_kind::other);
    }
    SUBCASE("a subordinate that does not exist") {
        const classified c = classify_set({mbim(0), union_of(0, 9), data(1), bulk(0x81), bulk(1)});
        CHECK(c[0].data == 1);
        CHECK(c[0].paired_by == pairing::adjacent);
    }
    SUBCASE("itself as subordinate") {
        const classified c = classify_set({mbim(0), union_of(0, 0), data(1), bulk(0x81), bulk(1)});
        CHECK(c[0].data == 1);
        CHECK(c[0].paired_by == pairing::adjacent);
    }
    SUBCASE("another control interface") {
        const classified c = classify_set({mbim(3), union_of(0, 1), data(1), bulk(0x81), bulk(1), data(4), bulk(0x82), bulk(2)});
        CHECK(c[0].data == 4);
        CHECK(c[0].paired_by == pairing::adjacent);
    }
    SUBCASE("no subordinate, and one that is cut short") {
        const classified c = classify_set({mbim(0), sets::of({4, 0x24, 6, 0}), sets::of({3, 0x24, 6}), data(1), bulk(0x81), bulk(1)});
        CHECK(c[0].paired_by == pairing::adjacent);
    }
    SUBCASE("a bogus one in front of a good one") {
        const classified c =
            classify_set({mbim(1), union_of(0, 0), union_of(1, 5), data(2), bulk(0x81), bulk(1), data(5), bulk(0x82), bulk(2)});
        CHECK(c[0].data == 5);
        CHECK(c[0].paired_by == pairing::union_);
    }
    SUBCASE("two subordinates: both belong to the function, the first carries data") {
        const classified c = classify_set({mbim(0), union_of(0, 2, 1), data(1), bulk(0x81), bulk(1), data(2), bulk(0x82), bulk(2)});
        CHECK(c.size() == 1);
        CHECK(c[0].data == 2);
    }
    SUBCASE("two subordinates of which one has another class") {
        const classified c =
            classify_set({mbim(0), union_of(0, 1, 2), interface(1, 0, 255, 0, 0, 2), bulk(0x81), bulk(1), data(2), bulk(0x82), bulk(2)});
        CHECK(c[0].data == 2);
        CHECK(c.size() == 2);
        CHECK(c[1].kind == function_kind::vendor);
    }
    SUBCASE("a subordinate of another class with bulk endpoints, for want of better") {
        const classified c = classify_set({mbim(0), union_of(0, 1), interface(1, 0, 255, 0, 0, 2), bulk(0x81), bulk(1)});
        CHECK(c[0].data == 1);
        CHECK(c[0].paired_by == pairing::union_);
        CHECK(c.size() == 1);
    }
    SUBCASE("two functions that name the same data interface") {
        const classified c = classify_set({mbim(0), union_of(0, 2), mbim(1), union_of(1, 2), data(2), bulk(0x81), bulk(1)});
        CHECK(c[0].data == 2);
        CHECK(c[1].data == none);
        CHECK(c[1].paired_by == pairing::none);
        CHECK(c[1].carries(0, 0) == framing::none);
        CHECK(c[1].mode(framing::mbim).error().code() == errc::descriptor_missing);
    }
}

TEST_CASE("classify: without a union, the association decides") {
    const classified c = classify_set({interface(0, 0, 10, 0, 1, 2), bulk(0x81), bulk(1), association(1, 3), interface(1, 0, 2, 13, 0),
                                       sets::ncm(), interface(2, 0, 255, 0, 0), interface(3, 0, 10, 0, 1, 2), bulk(0x82), bulk(2)});
    CHECK(c[0].kind == function_kind::ncm);
    CHECK(c[0].communication == 1);
    CHECK(c[0].data == 3);
    CHECK(c[0].paired_by == pairing::association);
    CHECK(c.size() == 3);
    CHECK(c[1].kind == function_kind::vendor);
    CHECK(c[1].data == none);
    CHECK(c[2].communication == 0);
}

TEST_CASE("classify: associations that cannot be meant") {
    SUBCASE("of other interfaces") {
        const classified c =
            classify_set({association(4, 2), interface(0, 0, 2, 13, 0), interface(1, 0, 10, 0, 1, 2), bulk(0x81), bulk(1)});
        CHECK(c[0].paired_by == pairing::adjacent);
    }
    SUBCASE("of interfaces beyond 255") {
        const classified c =
            classify_set({association(254, 255), interface(255, 0, 2, 13, 0), interface(0, 0, 10, 0, 1, 2), bulk(0x81), bulk(1)});
        CHECK(c[0].communication == 255);
        CHECK(c[0].data == none);
    }
    SUBCASE("cut short") {
        const classified c =
            classify_set({sets::of({7, 11, 0, 2, 2, 13, 0}), interface(0, 0, 2, 13, 0), interface(1, 0, 10, 0, 1, 2), bulk(0x81), bulk(1)});
        CHECK(c[0].paired_by == pairing::adjacent);
    }
}

TEST_CASE("classify: without both, the neighbour") {
    const classified behind =
        classify_set({interface(0, 0, 2, 14, 0), interface(1, 0, 10, 0, 2), interface(1, 1, 10, 0, 2, 2), bulk(0x81), bulk(1)});
    CHECK(behind[0].data == 1);
    CHECK(behind[0].paired_by == pairing::adjacent);
    CHECK(behind[0].mode(framing::mbim)->data_alternate == 1);
    const classified before = classify_set({interface(0, 0, 10, 0, 2, 2), bulk(0x81), bulk(1), interface(1, 0, 2, 14, 0)});
    CHECK(before.size() == 1);
    CHECK(before[0].data == 0);
    CHECK(before[0].paired_by == pairing::adjacent);
    const classified no_neighbour = classify_set({interface(0, 0, 2, 14, 0), interface(2, 0, 10, 0, 2, 2), bulk(0x81), bulk(1)});
    CHECK(no_neighbour[0].data == none);
    CHECK(no_neighbour[0].mode(framing::mbim).error().code() == errc::descriptor_missing);
}

TEST_CASE("classify: the other kinds by their class codes") {
    const auto kind = [](unsigned class_, unsigned subclass, unsigned protocol) {
        return classify_set({interface(0, 0, class_, subclass, protocol)})[0].kind;
    };
    CHECK(kind(2, 14, 0) == function_kind::mbim);
    CHECK(kind(2, 13, 0) == function_kind::ncm);
    CHECK(kind(2, 13, 254) == function_kind::ncm);
    CHECK(kind(2, 6, 0) == function_kind::ecm);
    CHECK(kind(2, 12, 7) == function_kind::eem);
    CHECK(kind(2, 2, 1) == function_kind::acm);
    CHECK(kind(2, 2, 0xff) == function_kind::rndis);
    CHECK(kind(0xe0, 1, 3) == function_kind::rndis);
    CHECK(kind(0xef, 4, 1) == function_kind::rndis);
    CHECK(kind(0xe0, 1, 1) == function_kind::other);
    CHECK(kind(0xef, 2, 1) == function_kind::other);
    CHECK(kind(2, 11, 0) == function_kind::other);
    CHECK(kind(3, 0, 0) == function_kind::other);
    CHECK(kind(10, 0, 1) == function_kind::other);
    CHECK(kind(8, 6, 0x50) == function_kind::mass_storage);
    CHECK(kind(0xff, 1, 9) == function_kind::vendor);
    CHECK(name_of(function_kind::ncm_with_mbim_alternate) == "ncm_with_mbim_alternate");
    for (unsigned k = 0; k <= static_cast<unsigned>(function_kind::vendor); ++k)
        CHECK_FALSE(name_of(static_cast<function_kind>(k)).empty());
    CHECK(name_of(static_cast<function_kind>(200)).empty());
}

TEST_CASE("classify: RNDIS takes its data interface along, EEM has none") {
    const classified rndis =
        classify_set({interface(0, 0, 0xe0, 1, 3, 1), union_of(0, 1), interface(1, 0, 10, 0, 0, 2), bulk(0x81), bulk(1)});
    CHECK(rndis.size() == 1);
    CHECK(rndis[0].data == 1);
    CHECK(rndis[0].carries(0, 0) == framing::none);
    const classified eem = classify_set({interface(0, 0, 2, 12, 7, 2), bulk(0x81), bulk(1), interface(1, 0, 10, 0, 0)});
    CHECK(eem.size() == 2);
    CHECK(eem[0].data == 0);
    CHECK(eem[0].paired_by == pairing::combined);
}

TEST_CASE("classify: NCM behind a vendor class") {
    const classified combined = classify_set({interface(0, 0, 0xff, 2, 0x16, 1), sets::ncm(), union_of(0, 0), sets::ethernet(),
                                              interrupt(0x81), interface(0, 1, 0xff, 2, 0x16, 3), bulk(0x82), bulk(2), interrupt(0x81)});
    REQUIRE(combined.size() == 1);
    CHECK(combined[0].kind == function_kind::vendor_ncm);
    CHECK(combined[0].data == 0);
    CHECK(combined[0].carries(0, 0) == framing::none);
    CHECK(combined[0].carries(0, 1) == framing::ncm);
    CHECK(combined[0].mode(framing::ncm)->data_alternate == 1);
    CHECK(combined[0].mode(framing::ncm)->bulk_out.address == 2);

    const classified two = classify_set({interface(0, 0, 0xff, 2, 0x16, 1), sets::ncm(), union_of(0, 1), interface(1, 0, 0xff, 2, 0x16),
                                         interface(1, 1, 0xff, 2, 0x16, 2), bulk(0x82), bulk(2)});
    REQUIRE(two.size() == 1);
    CHECK(two[0].kind == function_kind::vendor_ncm);
    CHECK(two[0].data == 1);
    CHECK(two[0].mode(framing::ncm)->data_alternate == 1);
}

TEST_CASE("classify: a stick that still has to be switched") {
    const auto disk = [](unsigned number) { return interface(number, 0, 8, 6, 0x50, 2); };
    const classified one = classify_set({disk(0), bulk(0x81), bulk(1)});
    CHECK(one[0].kind == function_kind::mass_storage);
    CHECK(has_to_be_switched(one.functions));
    CHECK(has_to_be_switched(classify_set({disk(0), bulk(0x81), bulk(1), disk(1), bulk(0x82), bulk(2)}).functions));
    CHECK_FALSE(has_to_be_switched(classify_set({disk(0), interface(1, 0, 2, 14, 0)}).functions));
    CHECK_FALSE(has_to_be_switched(classify_set({}).functions));
}

TEST_CASE("classify: a QMI modem in its usual shape is no MBIM") {
    // Class ff, subclass 1: serial ports and QMI, and a card reader.
    const classified c =
        classify_set({interface(0, 0, 0xff, 1, 2, 2), bulk(0x81), bulk(1), interface(1, 0, 0xff, 1, 9, 3), interrupt(0x85), bulk(0x82),
                      bulk(2), interface(2, 0, 0xff, 1, 8, 2), bulk(0x83), bulk(3), interface(3, 0, 8, 6, 0x50, 2), bulk(0x84), bulk(4)});
    REQUIRE(c.size() == 4);
    for (std::size_t i = 0; i < 3; ++i) CHECK(c[i].kind == function_kind::vendor);
    CHECK(c[3].kind == function_kind::mass_storage);
}

TEST_CASE("classify: storage that is too small is told the number") {
    const sets::octets raw = sets::copy(sets::quectel_ec25);
    const auto parsed = configuration::parse(raw);
    for (std::size_t size = 0; size < 5; ++size) {
        std::vector<usb::function> storage(size);
        CHECK(classify(*parsed, storage).error() == error::no_space(5));
    }
}

TEST_CASE("classify: all 256 interface numbers") {
    sets::octets raw = sets::configuration({});
    for (unsigned number = 0; number < 256; ++number) {
        const auto i = interface(number, 0, number % 2 == 0 ? 2 : 10, 14, 0);
        raw.insert(raw.end(), i.begin(), i.end());
    }
    raw[2] = static_cast<std::byte>(raw.size() % 256);
    raw[3] = static_cast<std::byte>(raw.size() / 256);
    const classified c{raw};
    CHECK(c.size() == 128);
    for (const usb::function& f : c.functions) CHECK(f.data == f.communication + 1);
}

// A walk through the configuration for every function takes more steps than compilers do for a constant.
constexpr auto crowd_of_classes = sets::crowd<128>(13);
constexpr std::size_t functions_of(bytes raw) {
    std::array<usb::function, 1> too_few{};
    return classify(configuration::parse(raw).value(), too_few).error().needed();
}
TEST_CONSTANT(functions_of(crowd_of_classes) == 128);

TEST_CASE("classify: of the associations that cover an interface the first counts") {
    const auto ncm = [](unsigned number) { return interface(number, 0, 2, 13, 0); };
    const auto data = [](unsigned number) { return interface(number, 0, 10, 0, 1); };
    // 40 is in all three, 70 in the last two, 0 in the last one.
    const classified c = classify_set(
        {association(38, 30), association(33, 60), association(0, 255), ncm(40), data(34), data(60), ncm(70), data(90), ncm(0)});
    REQUIRE(c.size() == 3);
    CHECK(c[0].data == 60);
    CHECK(c[1].data == 34);
    CHECK(c[2].data == 90);
    for (const usb::function& f : c.functions) CHECK(f.paired_by == pairing::association);
}

TEST_CASE("classify: the end of an association and of the numbers") {
    const auto data_of = [](unsigned first, unsigned count, unsigned number) {
        const classified c = classify_set({association(first, count), interface(first, 0, 2, 13, 0), interface(number, 0, 10, 0, 1)});
        return c[0].data;
    };
    CHECK(data_of(10, 22, 31) == 31);
    CHECK(data_of(10, 22, 32) == none);
    CHECK(data_of(10, 23, 32) == 32);
    CHECK(data_of(10, 246, 255) == 255);
    CHECK(data_of(200, 255, 255) == 255);
    CHECK(data_of(10, 245, 255) == none);
    CHECK(data_of(10, 0, 12) == none);
}

TEST_CASE("classify: unions are found however many there are and wherever they stand") {
    struct shape {
        unsigned interfaces;
        unsigned settings;  // of each
    };
    // More in all than are noted at a time, and more of one interface.
    for (const shape& of : {shape{4, 4}, {128, 4}, {127, 5}, {20, 100}, {3, 253}, {3, 254}, {3, 255}, {3, 256}, {18, 254}, {1, 4600}}) {
        CAPTURE(of.interfaces);
        CAPTURE(of.settings);
        sets::octets raw = sets::configuration({});
        const auto append = [&](const sets::octets& d) { raw.insert(raw.end(), d.begin(), d.end()); };
        for (unsigned setting = 1; setting <= of.settings; ++setting) {
            for (unsigned number = 0; number < of.interfaces; ++number) {
                append(interface(number, setting % 256, 2, 14, 0));
                append(union_of(number, setting < of.settings ? number : 255 - number));  // only the last one names another
            }
        }
        for (unsigned number = 0; number < of.interfaces; ++number) append(interface(255 - number, 0, 10, 0, 2));
        raw[2] = static_cast<std::byte>(raw.size() % 256);
        raw[3] = static_cast<std::byte>(raw.size() / 256);
        const classified c{raw};
        REQUIRE(c.size() == of.interfaces);
        for (const usb::function& f : c.functions) {
            CHECK(f.data == 255 - f.communication);
            CHECK(f.paired_by == pairing::union_);
        }
    }
}

TEST_CASE("classify: a union in a later setting loses what is taken meanwhile") {
    const auto mbim = [](unsigned number, unsigned alternate) { return interface(number, alternate, 2, 14, 0); };
    const auto data = [](unsigned number) { return interface(number, 0, 10, 0, 2); };
    const classified c = classify_set({mbim(0, 0), union_of(0, 9), mbim(1, 0), union_of(1, 9, 8), mbim(2, 0), union_of(2, 8), data(7),
                                       data(8), data(9), mbim(2, 1), union_of(2, 7), mbim(0, 1), union_of(0, 7)});
    REQUIRE(c.size() == 3);
    CHECK(c[0].data == 9);
    CHECK(c[1].data == 8);
    CHECK(c[2].data == 7);
}

TEST_CASE("classify: whatever is cut off or altered, nothing is read outside and every interface has one function") {
    for (const sets::octets& whole : sets::all()) {
        for (std::size_t at = 9; at < whole.size(); ++at) {
            for (const unsigned value : {0u, 1u, 2u, 4u, 5u, 10u, 11u, 0x24u, 0x7fu, 0xffu}) {
                sets::octets altered = whole;
                altered[at] = static_cast<std::byte>(value);
                const auto parsed = configuration::parse(altered);
                if (!parsed) continue;
                std::vector<usb::function> storage(256);
                const auto found = classify(*parsed, storage);
                REQUIRE(found);
                std::array<unsigned, 256> leads{};
                for (const usb::function& f : *found) {
                    ++leads[f.communication];
                    static_cast<void>(f.mode(framing::mbim));
                    static_cast<void>(f.mode(framing::ncm));
                    static_cast<void>(f.functional<union_descriptor>());
                }
                for (const interface_setting& s : parsed->interfaces()) REQUIRE(leads[s.descriptor.number] <= 1);
            }
        }
    }
}
