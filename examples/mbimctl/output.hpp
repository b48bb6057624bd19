// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a modem said, on standard output: as lines, as one line, or as JSON.
#pragma once

#include <cdcnet/mbim/status.hpp>
#include <optional>
#include <string>
#include <vector>

#include "any_message.hpp"

namespace mbimctl {

/// How records look.
enum class form {
    text,  ///< a field on each line
    line,  ///< a record on each line, `Name=value` with blanks between
    json,  ///< a record on each line, an object
};

/// What the program adds to the fields of a structure.
struct fact {
    enum kind {
        text,  ///< written in quotes
        word,  ///< a name or a number of fixed digits
        number,
        measure,  ///< a number that the lines of the field itself show
    };
    std::string name{};
    std::string value{};
    kind what{text};
};
using facts = std::vector<fact>;

/// A structure that came, and what it means.
struct record {
    cdcnet::uuid service{};
    std::uint32_t cid{};
    cdcnet::mbim::operation operation{};
    std::optional<cdcnet::mbim::status> status{};  ///< of an answer
    cdcnet::bytes information{};
    structure declared{};

    std::vector<facts> decoded{};
    bool is_list{};          ///< an element of `decoded` for each element of the structure
    bool decoded_instead{};  ///< as lines, the facts stand in place of the fields
    bool titled{};           ///< as lines, under its name
    bool redacted{};         ///< without what identifies the subscriber
};

/// Writes a record.  Throws `trouble` when the structure is malformed.
void print(const record& r, form f);

}  // namespace mbimctl
