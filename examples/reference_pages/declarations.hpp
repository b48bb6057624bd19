// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the headers say that the tables of the catalogue do not: names in C++, and the comments.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace reference_pages {

/// A member of a structure, or an enumerator.
struct member_text {
    std::string type{};  ///< as written; the number of an enumerator
    std::string name{};
    std::string comment{};
};

/// A structure or an enumeration as it is declared.
struct declaration {
    std::string scope{};   ///< its namespace
    std::string name{};    ///< in C++
    std::string spec{};    ///< in the specification, by which the tables call it
    std::string header{};  ///< `cdcnet/mbim/services/basic_connect/pin.hpp`
    std::string comment{};
    std::vector<member_text> members{};
    std::map<std::string, std::string> fields{};  ///< the member that a field carries or counts, by the name of the field

    [[nodiscard]] const member_text* member(std::string_view called) const;
};

/// All declarations in the headers of a folder.  The headers are read as text, and only as far as they are laid out like
/// those of the services: a member a line, comments in front or behind, `using layout` last.
class declarations {
public:
    /// \param include  the folder with `cdcnet/`
    explicit declarations(const std::filesystem::path& include);

    /// What the specification calls `spec`, first in `scope`, then in `cdcnet::mbim`, then anywhere; null when it is not found.
    [[nodiscard]] const declaration* find(std::string_view spec, std::string_view scope) const;

private:
    void read(const std::filesystem::path& file, const std::string& header);

    std::multimap<std::string, declaration, std::less<>> by_spec_;
};

}  // namespace reference_pages
