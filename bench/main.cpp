// SPDX-License-Identifier: BSL-1.0
/// \file
/// `bench_ntb`: all rows, with the options of Google Benchmark.
#include "context.hpp"
#include "ncm/suite.hpp"

int main(int argc, char** argv) {
    using namespace cdcnet::bench;
    add_context();
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
