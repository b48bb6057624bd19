// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which mutant is active, in a program compiled with the mutated copies of the headers.
#pragma once

#include <cstdlib>
#include <type_traits>

namespace cdcnet_mutation {

inline constexpr int most_mutants = 8192;

[[nodiscard]] inline int number_from_environment(const char* name) noexcept {
    const char* const text = std::getenv(name);
    return text == nullptr ? 0 : std::atoi(text);
}

inline const int active = number_from_environment("CDCNET_MUTANT");  ///< 0: none
/// What only constant expressions run is run, in place of what they do not.
inline const bool constant_branch = number_from_environment("CDCNET_CONSTANT_BRANCH") != 0;
inline unsigned char reached[most_mutants]{};  ///< 1 for each mutant that has been asked for

[[nodiscard]] inline bool is_active(int n) noexcept {
    reached[n] = 1;
    return active == n;
}
/// Does nothing, and is nothing that a constant expression may do.
inline void at_run_time() noexcept { reached[0] = 1; }
[[nodiscard]] inline bool takes_constant_branch() noexcept { return constant_branch; }

}  // namespace cdcnet_mutation

#define CDCNET_MUTANT(n) (!std::is_constant_evaluated() && ::cdcnet_mutation::is_active(n))
#define CDCNET_CONSTANT_EVALUATED() (std::is_constant_evaluated() || ::cdcnet_mutation::takes_constant_branch())

/// The table of a layout, made when it is first asked for by functions that otherwise only constant expressions run.
#define CDCNET_TABLE(T, R)                                                                                       \
    (std::is_constant_evaluated() ? detail::tables<T, R>::layout : []() -> const layout_table& {                 \
        static const auto entries = (::cdcnet_mutation::at_run_time(), T::layout::template entries<T, R>());     \
        static const auto table = detail::table_over(entries.data(), T::layout::count, T::layout::rigid_fields); \
        return table;                                                                                            \
    }())
