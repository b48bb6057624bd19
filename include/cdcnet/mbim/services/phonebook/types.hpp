// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the phonebook service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::phonebook {

/// Whether the phonebook can be used, CONFIGURATION.
enum class phonebook_state : std::uint32_t {
    not_initialized = 0,
    initialized = 1,
};
constexpr auto names(phonebook_state) {
    using enum phonebook_state;
    return values("PhonebookState", named{not_initialized, "NOT_INITIALIZED"}, named{initialized, "INITIALIZED"});
}

/// Which entries to read or delete.
enum class phonebook_flag : std::uint32_t {
    all = 0,
    index = 1,  ///< the one that FilterMessageIndex names
};
constexpr auto names(phonebook_flag) {
    using enum phonebook_flag;
    return values("PhonebookFlag", named{all, "ALL"}, named{index, "INDEX"});
}

/// Where to write an entry, WRITE.
enum class phonebook_write_flag : std::uint32_t {
    unused = 0,  ///< at any free place
    index = 1,   ///< at SaveIndex
};
constexpr auto names(phonebook_write_flag) {
    using enum phonebook_write_flag;
    return values("PhonebookWriteFlag", named{unused, "UNUSED"}, named{index, "INDEX"});
}

}  // namespace cdcnet::mbim::phonebook
