// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is to be done at times to come.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace virtual_modem {

class timeline {
public:
    using clock = std::chrono::steady_clock;
    using milliseconds = std::chrono::milliseconds;

    void after(milliseconds wait, std::function<void()> action) { actions_.emplace(clock::now() + wait, std::move(action)); }

    /// Does what is due, in the order of the times.
    void run() {
        const auto now = clock::now();
        while (!actions_.empty() && actions_.begin()->first <= now) {
            const auto due = actions_.extract(actions_.begin());
            due.mapped()();
        }
    }
    /// How long nothing is due; none when nothing will be.
    [[nodiscard]] std::optional<milliseconds> wait() const {
        if (actions_.empty()) return std::nullopt;
        const auto left = std::chrono::ceil<milliseconds>(actions_.begin()->first - clock::now());
        return left < milliseconds{0} ? milliseconds{0} : left;
    }

private:
    std::multimap<clock::time_point, std::function<void()>> actions_;
};

}  // namespace virtual_modem
