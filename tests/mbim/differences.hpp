// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the library and another program do not agree about, from a file that says why, and what of that is seen.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What another program complains about, the same for all places: numbers are replaced by N.
inline std::string without_numbers(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit) result += c;
        if (digit && (result.empty() || result.back() != 'N')) result += 'N';
    }
    return result;
}

/// The listed disagreements, and those that are seen.
class differences {
public:
    /// \param file  in the folder of the tests
    /// \param word  only lines that begin with it
    explicit differences(const std::string& file, std::string_view word = "") {
        std::ifstream in{CDCNET_SOURCE_DIR "/tests/" + file};
        REQUIRE(in);
        for (std::string line; std::getline(in, line);) {
            if (line.empty() || line.front() == '#' || line.compare(0, word.size(), word) != 0) continue;
            const std::size_t reason = line.find(": ");
            REQUIRE_MESSAGE(reason != std::string::npos, "a disagreement without a reason: " << line);
            REQUIRE_MESSAGE(listed_.emplace(line.substr(0, reason), 0).second, "listed twice: " << line);
        }
    }
    /// Marks a disagreement as seen.  \return whether it is listed, itself or by a line `Name.*` for all that is in Name
    bool explains(const std::string& what) {
        for (std::size_t dot = what.size(); dot != std::string::npos; dot = what.rfind('.', dot - 1)) {
            const auto found = listed_.find(dot == what.size() ? what : what.substr(0, dot) + ".*");
            if (found == listed_.end()) continue;
            ++found->second;
            return true;
        }
        return false;
    }
    void add(const std::string& what, const std::string& example) {
        if (explains(what)) return;
        unlisted& u = unlisted_[what];
        if (++u.times == 1) u.example = example;
    }
    /// The listed ones that begin with a word.
    [[nodiscard]] std::vector<std::string> of(std::string_view word) const {
        std::vector<std::string> found;
        for (const auto& line : listed_)
            if (line.first.compare(0, word.size(), word) == 0) found.push_back(line.first);
        return found;
    }
    /// Fails for those that are not listed.
    void check_listed() const {
        for (const auto& one : unlisted_) {
            INFO(one.second.example);
            CHECK_MESSAGE(false, "not listed, seen " << one.second.times << " times: " << one.first);
        }
    }
    /// Fails for listed ones that are not seen, of those that `about` names.
    template <class About>
    void check_seen(About about) const {
        for (const auto& line : listed_)
            if (about(line.first)) CHECK_MESSAGE(line.second != 0, "listed, but it does not happen: " << line.first);
    }

private:
    struct unlisted {
        std::size_t times{};
        std::string example;
    };

    std::map<std::string, std::size_t> listed_;  ///< and how often they are seen
    std::map<std::string, unlisted> unlisted_;
};
