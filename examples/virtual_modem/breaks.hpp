// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of `mbim::conformance` that the modem breaks when it is told to.  All of it happens between the modem and its host:
/// the parts of the modem know nothing of it.
#pragma once

#include <deque>
#include <map>
#include <string_view>

#include "outgoing.hpp"

namespace virtual_modem {

/// What a broken rule remembers.
struct break_memory {
    std::vector<outgoing> held{};    ///< kept back, or copied, for later
    std::vector<outgoing> behind{};  ///< to be sent behind the frame at hand
    unsigned seen{};
};

/// A rule that can be broken.
struct breakable_rule {
    std::string_view id;   ///< as `mbim::conformance::all_rules` has it
    std::string_view how;  ///< what the modem does
    void (*alter)(outgoing&, break_memory&);
};
const std::vector<breakable_rule>& breakable_rules();

class breaks {
public:
    explicit breaks(timeline& times) : times_{times} {}

    /// From now on; throws `std::invalid_argument` when there is no such rule.
    void add(std::string_view rule);

    /// Sees a frame from the host.
    void heard(bytes frame);
    /// The next frame for the host; it stays until the next call.
    /// \param source  where the modem's frames come from, one for each call; an empty one when there is none
    template <class Source>
    bytes next(Source&& source) {
        if (chosen_.empty()) return source();
        while (ready_.empty()) {
            const bytes frame = source();
            if (frame.empty()) return {};
            pass(frame);
        }
        sent_ = std::move(ready_.front());
        ready_.pop_front();
        return sent_;
    }

private:
    struct broken_rule {
        const breakable_rule* rule;
        break_memory memory{};
    };
    void pass(bytes frame);
    /// What an answer answers.
    [[nodiscard]] asked_command command_of(const outgoing& f);
    void post(outgoing&& f);

    timeline& times_;
    std::vector<broken_rule> chosen_;
    std::map<transaction_id, asked_command> asked_;
    std::deque<std::vector<std::byte>> ready_;
    std::vector<std::byte> sent_;
};

}  // namespace virtual_modem
