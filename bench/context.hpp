// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a program was compiled by and for, and where it runs: goes into its results.
#pragma once

#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

namespace cdcnet::bench {

/// A line "name : value" of the processor's description, where the system has one.
inline std::string processor(const std::string& name) {
    std::ifstream description{"/proc/cpuinfo"};
    for (std::string line; std::getline(description, line);)
        if (const std::size_t colon = line.find(": "); line.starts_with(name + '\t') && colon != std::string::npos)
            return line.substr(colon + 2);
    return "unknown";
}

inline std::string compiler() {
#if defined(__clang__)
    return "clang++ " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
}

inline void add_context() {
    benchmark::AddCustomContext("isa", CDCNET_BENCH_ISA);
    benchmark::AddCustomContext("compiler", compiler());
    benchmark::AddCustomContext("flags", CDCNET_BENCH_FLAGS);
    benchmark::AddCustomContext("cpu_model", processor("model name"));
    benchmark::AddCustomContext("cpu_class", processor("vendor_id") + " family " + processor("cpu family"));
}

}  // namespace cdcnet::bench
