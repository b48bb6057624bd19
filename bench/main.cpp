// SPDX-License-Identifier: BSL-1.0
/// \file
/// `bench_ntb`: all rows, with the options of Google Benchmark.  What it was compiled by and for goes into its results.
#include "ncm/suite.hpp"

#include <fstream>

namespace {

/// A line "name : value" of the processor's description, where the system has one.
std::string processor(const std::string& name) {
    std::ifstream description{"/proc/cpuinfo"};
    for (std::string line; std::getline(description, line);)
        if (const std::size_t colon = line.find(": "); line.starts_with(name + '\t') && colon != std::string::npos)
            return line.substr(colon + 2);
    return "unknown";
}

std::string compiler() {
#if defined(__clang__)
    return "clang++ " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
}

}  // namespace

int main(int argc, char** argv) {
    using namespace cdcnet::bench;
    benchmark::AddCustomContext("isa", CDCNET_BENCH_ISA);
    benchmark::AddCustomContext("compiler", compiler());
    benchmark::AddCustomContext("flags", CDCNET_BENCH_FLAGS);
    benchmark::AddCustomContext("cpu_model", processor("model name"));
    benchmark::AddCustomContext("cpu_class", processor("vendor_id") + " family " + processor("cpu family"));
    add_pack();
    add_sessions();
    add_gather();
    add_parse();
    add_scenarios();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
