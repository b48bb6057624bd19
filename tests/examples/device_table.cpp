// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/device_table.hpp>
#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

/// A table of numbers, which are given in the order of the devices, and what was forgotten.
struct numbered_devices {
    cdcdump::device_table<int> table;
    std::vector<int> forgotten;
    int next{};

    int at(unsigned bus, unsigned address) {
        return table.at(
            static_cast<std::uint16_t>(bus), static_cast<std::uint8_t>(address), [&] { return std::make_unique<int>(next++); },
            [&](int& n) { forgotten.push_back(n); });
    }
};

}  // namespace

TEST_CASE("device table: a device is known by bus and address") {
    numbered_devices d;
    CHECK(d.at(1, 2) == 0);
    CHECK(d.at(1, 3) == 1);
    CHECK(d.at(2, 2) == 2);
    CHECK(d.at(0xffff, 0xff) == 3);
    CHECK(d.at(1, 2) == 0);
    CHECK(d.at(0xffff, 0xff) == 3);
    std::vector<int> order;
    d.table.each([&](int n) { order.push_back(n); });
    CHECK(order == std::vector{0, 1, 2, 3});

    d.table.erase(1, 2);
    CHECK(d.table.size() == 3);
    CHECK(d.at(1, 2) == 4);
    d.table.clear();
    CHECK(d.table.size() == 0);
    CHECK(d.at(1, 2) == 5);
    CHECK(d.forgotten.empty());
}

TEST_CASE("device table: the device that was not seen for longest makes room") {
    constexpr unsigned most = 1024;
    numbered_devices d;
    for (unsigned i = 0; i < most; ++i) d.at(i, 1);
    d.at(0, 1);
    CHECK(d.forgotten.empty());
    d.at(most, 1);
    CHECK(d.forgotten == std::vector{1});
    CHECK(d.at(0, 1) == 0);
    CHECK(d.at(1, 1) == most + 1);
    CHECK(d.forgotten == std::vector{1, 2});
    for (unsigned i = 0; i < 100'000; ++i) d.at(i % 60'000, 2);
    CHECK(d.table.size() == most);
}
