// SPDX-License-Identifier: BSL-1.0
/// \file
/// The phonebook of the SIM.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace virtual_modem {

struct phonebook_store {
    static constexpr std::uint32_t capacity = 20;
    static constexpr std::uint32_t longest_number = 20;
    static constexpr std::uint32_t longest_name = 30;

    struct entry {
        std::u16string number;
        std::u16string name;
    };
    std::map<std::uint32_t, entry> entries{{1, {u"+15550111", u"Operator"}}};  ///< by index, from 1 on
};

}  // namespace virtual_modem
