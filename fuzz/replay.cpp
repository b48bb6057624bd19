// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs a fuzz target once over nothing and over every file of the folders given, and over what its mutator, if it has one, makes of each.
/// Exits with 77, the usual "skipped", when there is no such file.
///
/// Files are read with the C library, whose functions the memory sanitizer knows: it has not seen what the library of C++ has compiled.
#include <dirent.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed);

namespace {

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void run(const std::vector<std::uint8_t>& input) { LLVMFuzzerTestOneInput(input.data(), input.size()); }

void run_mutations(const std::vector<std::uint8_t>& input) {
    if (LLVMFuzzerCustomMutator == nullptr) return;
    for (unsigned seed = 0; seed < 8; ++seed) {
        std::vector<std::uint8_t> mutated(input);
        mutated.resize(input.size() + 256);
        const std::size_t size = LLVMFuzzerCustomMutator(mutated.data(), input.size(), mutated.size(), seed);
        if (size > mutated.size()) fail("the mutator takes more room than it has");
        run({mutated.begin(), mutated.begin() + static_cast<std::ptrdiff_t>(size)});
    }
}

std::vector<std::uint8_t> read(const char* folder, const char* name) {
    std::array<char, 4096> path{};
    std::snprintf(path.data(), path.size(), "%s/%s", folder, name);
    std::FILE* file = std::fopen(path.data(), "rb");
    if (file == nullptr) fail("cannot open a file of the folder");
    std::vector<std::uint8_t> content;
    std::array<std::uint8_t, 4096> part{};
    while (const std::size_t size = std::fread(part.data(), 1, part.size(), file))
        content.insert(content.end(), part.begin(), part.begin() + size);
    std::fclose(file);
    // A copy of exactly this size: a sanitizer sees a read beyond it.
    return {content.begin(), content.end()};
}

std::size_t replay_folder(const char* path) {
    DIR* folder = opendir(path);
    if (folder == nullptr) return 0;
    std::size_t files = 0;
    while (const dirent* entry = readdir(folder)) {
        if (entry->d_name[0] == '.') continue;
        const std::vector<std::uint8_t> input = read(path, entry->d_name);
        run(input);
        run_mutations(input);
        ++files;
    }
    closedir(folder);
    return files;
}

}  // namespace

int main(int argc, char** argv) {
    LLVMFuzzerTestOneInput(nullptr, 0);
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) files += replay_folder(argv[i]);
    std::printf("%zu files replayed\n", files);
    return files == 0 ? 77 : 0;
}
