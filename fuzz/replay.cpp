// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs a fuzz target once over nothing and over every file of the folders given, and over what its mutator, if it has one, makes of each.
/// Exits with 77, the usual "skipped", when there is no such file.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed);

namespace {

void run(const std::vector<std::uint8_t>& input) { LLVMFuzzerTestOneInput(input.data(), input.size()); }

void run_mutations(const std::vector<std::uint8_t>& input) {
    if (LLVMFuzzerCustomMutator == nullptr) return;
    for (unsigned seed = 0; seed < 8; ++seed) {
        std::vector<std::uint8_t> mutated(input);
        mutated.resize(input.size() + 256);
        const std::size_t size = LLVMFuzzerCustomMutator(mutated.data(), input.size(), mutated.size(), seed);
        if (size > mutated.size()) {
            std::fprintf(stderr, "the mutator takes more room than it has\n");
            std::abort();
        }
        run({mutated.begin(), mutated.begin() + static_cast<std::ptrdiff_t>(size)});
    }
}

void replay(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    const std::vector<char> content{std::istreambuf_iterator<char>{file}, {}};
    // A copy of exactly this size: a sanitizer sees a read beyond it.
    const std::vector<std::uint8_t> input(content.begin(), content.end());
    run(input);
    run_mutations(input);
}

}  // namespace

int main(int argc, char** argv) {
    LLVMFuzzerTestOneInput(nullptr, 0);
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        if (!std::filesystem::is_directory(argv[i])) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{argv[i]}) {
            if (!entry.is_regular_file()) continue;
            replay(entry.path());
            ++files;
        }
    }
    std::printf("%zu files replayed\n", files);
    return files == 0 ? 77 : 0;
}
