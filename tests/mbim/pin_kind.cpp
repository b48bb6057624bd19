// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/pin_kind.hpp>
#include <doctest/doctest.h>
#include <string>

#include "constant.hpp"

using namespace cdcnet::mbim;

TEST_CONSTANT(puk_of(pin_type::pin1) == pin_type::puk1 && pin_of(pin_type::puk1) == pin_type::pin1);
TEST_CONSTANT(!puk_of(pin_type::device_sim_pin) && !puk_of(pin_type::subsidy_pin) && !puk_of(pin_type::adm) && !puk_of(pin_type::puk1));
TEST_CONSTANT(!pin_of(pin_type::pin1) && !pin_of(static_cast<pin_type>(99)) && is_puk(pin_type::corporate_puk) && !is_puk(pin_type::nev));

TEST_CASE("pin_kind: a PUK has the name of its PIN") {
    std::size_t puks = 0;
    for (const enumerator& e : enumeration_of<pin_type>) {
        const auto type = static_cast<pin_type>(e.value);
        std::string name{e.name};
        CAPTURE(name);
        const auto at = name.find("PUK");
        CHECK(is_puk(type) == (at != std::string::npos));
        if (const auto puk = puk_of(type)) CHECK(pin_of(*puk) == type);
        if (at == std::string::npos) continue;
        ++puks;
        name.replace(at, 3, "PIN");
        REQUIRE(pin_of(type));
        CHECK(name_of(*pin_of(type)) == name);
        CHECK(puk_of(*pin_of(type)) == type);
    }
    CHECK(puks == 7);
}
