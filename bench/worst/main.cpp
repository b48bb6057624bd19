// SPDX-License-Identifier: BSL-1.0
/// \file
/// `bench_worst`: for each operation on received bytes the input that costs most for a byte, of those that the fuzzers have found and of
/// large ones that are meant to cost. `BM_worst/<operation>`; the label is the input.
#include <chrono>
#include <filesystem>
#include <map>
#include <vector>

#include "../../fuzz/mbim/work.hpp"
#include "../../fuzz/usb/work.hpp"
#include "../../tests/ncm/hostile.hpp"
#include "../context.hpp"

namespace {

using cdcnet::bytes;
using inputs = std::map<std::string, std::vector<std::byte>>;

/// Shorter ones show what a call costs.
constexpr std::size_t least_input = 64;

inputs read(const std::filesystem::path& folder) {
    inputs all;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        std::ifstream file{entry.path(), std::ios::binary};
        const std::string content{std::istreambuf_iterator<char>{file}, {}};
        if (content.size() < least_input) continue;
        const auto* const first = reinterpret_cast<const std::byte*>(content.data());
        all[entry.path().filename().string()].assign(first, first + content.size());
    }
    return all;
}

/// The best of several short runs: what disturbs one only adds time.
double ns_per_byte(const fuzz::operation& what, bytes input) {
    using clock = std::chrono::steady_clock;
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const int calls = input.size() < 65536 ? 20 : 1;
        const auto start = clock::now();
        for (int i = 0; i < calls; ++i) benchmark::DoNotOptimize(what.run(input));
        best = std::min(best, std::chrono::duration<double, std::nano>(clock::now() - start).count() / calls);
    }
    return best / static_cast<double>(input.size());
}

void add(const fuzz::operation& what, const inputs& all) {
    const auto worst = std::max_element(
        all.begin(), all.end(), [&](const auto& a, const auto& b) { return ns_per_byte(what, a.second) < ns_per_byte(what, b.second); });
    if (worst == all.end()) return;
    benchmark::RegisterBenchmark(("BM_worst/" + std::string{what.name}).c_str(), [&what, worst](benchmark::State& state) {
        const bytes input{worst->second};
        for (auto _ : state) benchmark::DoNotOptimize(what.run(input));
        state.SetLabel(worst->first);
        state.counters["ns_per_byte"] = benchmark::Counter(static_cast<double>(input.size()) * 1e-9,
                                                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    });
}

}  // namespace

int main(int argc, char** argv) {
    cdcnet::bench::add_context();
    const std::filesystem::path corpus{CDCNET_FUZZ_CORPUS};
    inputs transfers = read(corpus / "ncm_cost");
    hostile::each([&](std::string_view name, const std::vector<std::byte>& input) {
        transfers[std::string{name} + " of " + std::to_string(input.size())] = input;
    });
    const inputs messages = read(corpus / "mbim_cost");
    inputs devices = read(corpus / "usb_cost");
    fuzz::enumeration::each_large([&](std::string_view name, const std::vector<std::byte>& input) { devices[std::string{name}] = input; });
    for (const fuzz::operation& one : fuzz::receiving::operations) add(one, transfers);
    for (const fuzz::operation& one : fuzz::control_channel::operations) add(one, messages);
    for (const fuzz::operation& one : fuzz::enumeration::operations) add(one, devices);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
