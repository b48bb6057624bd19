// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control messages as rows of Google Benchmark: `BM_<operation>/<codec>/<message>`.
#pragma once

#include <benchmark/benchmark.h>

#include <cdcnet/wire/bytes.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace cdcnet::bench {

using wire_message = std::vector<std::byte>;

/// What both codecs are given; made once, with strings and lists as modems send them.
struct control_messages {
    wire_message device_caps;              ///< four strings, 70 characters
    wire_message subscriber_ready_status;  ///< IMSI, ICCID and a telephone number
    wire_message ip_configuration;         ///< an address, a gateway and two servers of either family
    wire_message connect_info;
    wire_message connect_set;  ///< access string, user name and password
};

/// An operation that fails would be measured as a fast one.
inline void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error{what};
}

/// Adds a row for an operation, which is called once for each iteration.
template <class Operation>
void add(const std::string& name, Operation operation) {
    benchmark::RegisterBenchmark(("BM_" + name).c_str(), [operation](benchmark::State& state) mutable {
        try {
            for (auto _ : state) operation();
        } catch (const std::exception& failure) {
            return state.SkipWithError(failure.what());
        }
        state.counters["ns_each"] = benchmark::Counter(1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    });
}

/// The rows of libmbim-glib, where the program was built with it.
void add_libmbim(const control_messages& messages);

}  // namespace cdcnet::bench
