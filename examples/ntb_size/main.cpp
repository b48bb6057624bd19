// SPDX-License-Identifier: BSL-1.0
/// \file
/// ntb_size: helps to choose NTB size, datagram limit and flush timer; see README.md.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "page.hpp"

namespace {

using namespace ntb_size;

constexpr int exit_failed = 2;

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out{file, std::ios::binary};
    out << text;
    out.close();
    if (!out) throw std::runtime_error{"cannot write " + file.string()};
}

std::string read(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad() || !in.is_open()) throw std::runtime_error{"cannot read " + file.string()};
    return text;
}

void refresh(const std::filesystem::path& file) {
    const page fresh = refreshed(read(file));
    for (const auto& [name, svg] : fresh.plots) write(file.parent_path() / name, svg);
    write(file, fresh.text);
}

void print(const settings& s) {
    const output out = run(s);
    if (!s.svg.empty()) write(s.svg, out.svg);
    fmt::print("{}", out.text);
}

}  // namespace

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): what is thrown here ends the program as it should
    command_line command;
    try {
        command.app().parse(argc, argv);
        const settings s = command.read();
        if (s.refresh.empty())
            print(s);
        else
            refresh(s.refresh);
        return 0;
    } catch (const CLI::ParseError& e) {
        return command.app().exit(e) == 0 ? 0 : exit_failed;
    } catch (const std::exception& e) {
        fmt::print(stderr, "ntb_size: {}\n", e.what());
        return exit_failed;
    }
}
