// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which mutant is active, in a program compiled with the mutated copies of the headers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <type_traits>
#include <vector>

namespace cdcnet_mutation {

inline constexpr int most_mutants = 8192;

[[nodiscard]] inline int number_from_environment(const char* name) noexcept {
    const char* const text = std::getenv(name);
    return text == nullptr ? 0 : std::atoi(text);
}

inline const int active = number_from_environment("CDCNET_MUTANT");  ///< 0: none
/// What only constant expressions run is run, in place of what they do not.
inline const bool constant_branch = number_from_environment("CDCNET_CONSTANT_BRANCH") != 0;
inline const bool surveying = std::getenv("CDCNET_SURVEY") != nullptr;
inline std::array<unsigned char, most_mutants> reached{};  ///< 1 for each mutant that has been asked for
inline unsigned test_case = 0;                             ///< counts those that have begun

[[nodiscard]] inline bool is_active(int n) noexcept {
    reached[n] = 1;
    return active == n;
}
/// What is made once, between the making of this and `end`, is reached by each test that uses it.
class made_once {
public:
    made_once() noexcept { reached.fill(0); }
    made_once& end() {
        for (int n = 0; n < most_mutants; ++n)
            if (reached[n] != 0) mutants_.push_back(n);
        std::transform(reached.begin(), reached.end(), before_.begin(), reached.begin(), std::bit_or{});
        return *this;
    }
    void use() noexcept {
        if (!surveying || used_in_ == test_case) return;
        used_in_ = test_case;
        for (const int n : mutants_) reached[n] = 1;
    }

private:
    std::array<unsigned char, most_mutants> before_ = reached;
    std::vector<int> mutants_;
    unsigned used_in_ = 0;
};
/// What compilers would else evaluate themselves, since it makes a constant: there no mutant is active.
template <class Make>
[[nodiscard]] auto at_run_time(Make make) {
    return make();
}
[[nodiscard]] inline bool takes_constant_branch() noexcept { return constant_branch; }

}  // namespace cdcnet_mutation

#define CDCNET_MUTANT(n) (!std::is_constant_evaluated() && ::cdcnet_mutation::is_active(n))
#define CDCNET_CONSTANT_EVALUATED() (std::is_constant_evaluated() || ::cdcnet_mutation::takes_constant_branch())

/// The table of a layout, made when it is first asked for by functions that otherwise only constant expressions run.
#define CDCNET_TABLE(T, R)                                                                                                                \
    (std::is_constant_evaluated() ? detail::tables<T, R>::layout : []() -> const layout_table& {                                          \
        static ::cdcnet_mutation::made_once making;                                                                                       \
        static const auto entries = ::cdcnet_mutation::at_run_time([] { return T::layout::template entries<T, R>(); });                   \
        static const auto table =                                                                                                         \
            ::cdcnet_mutation::at_run_time([] { return detail::table_over(entries.data(), T::layout::count, T::layout::rigid_fields); }); \
        static auto& made = making.end();                                                                                                 \
        made.use();                                                                                                                       \
        return table;                                                                                                                     \
    }())
