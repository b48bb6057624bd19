// SPDX-License-Identifier: BSL-1.0
/// \file
/// reference_pages: writes the reference of services, messages, fields and conformance rules as Markdown.
#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "pages.hpp"

namespace {

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out{file, std::ios::binary};
    out << text;
    out.close();
    if (!out) throw std::runtime_error{"cannot write " + file.string()};
}

}  // namespace

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): what is thrown here ends the program as it should
    if (argc != 3) {
        fmt::print(stderr, "usage: reference_pages INCLUDE_FOLDER OUTPUT_FOLDER\n");
        return 2;
    }
    try {
        const std::filesystem::path folder{argv[2]};
        std::filesystem::create_directories(folder);
        const auto pages = reference_pages::all_pages(reference_pages::declarations{argv[1]});
        for (const reference_pages::page& p : pages) write(folder / p.file, p.text);
        fmt::print("{} pages in {}\n", pages.size(), folder.string());
        return 0;
    } catch (const std::exception& e) {
        fmt::print(stderr, "reference_pages: {}\n", e.what());
        return 1;
    }
}
