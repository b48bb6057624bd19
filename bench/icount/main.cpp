// SPDX-License-Identifier: BSL-1.0
/// \file
/// `bench_icount OPERATION WORKLOAD ROUNDS`: an operation on one 16 KiB block's worth of datagrams, as often as asked,
/// and nothing else.  Prints how many datagrams (or NDPs, for chain50) one round has.
#include "../ncm/operations.hpp"

#include <cstdio>
#include <exception>

namespace cdcnet::bench {
namespace {

template <class Operation>
void run(const setting& s, unsigned long rounds) {
    Operation operation{s};
    escape(&operation);
    sink out;
    for (unsigned long i = 0; i < rounds; ++i) operation(out);
    std::printf("%zu\n", operation.datagrams());
}

struct entry {
    std::string_view name;
    void (*run)(const setting&, unsigned long);
    unsigned sessions{};
};

constexpr entry operations[]{
    {"pack_span", run<pack_span<>>},
    {"pack_one", run<pack_one>},
    {"pack_sessions8", run<pack_sessions>, 8},
    {"pack_sg", run<pack_sg>},
    {"pack_sg_sessions8", run<pack_sg_sessions>, 8},
    {"first_dgram", run<first_dgram>},
    {"parse_validate", run<parse_validate>},
    {"parse_iterate", run<parse_iterate>},
    {"parse_strict", run<parse_strict>},
    {"chain50", run<chain50>},
    {"floor", run<floor<>>},
    {"naive_pack", run<naive_pack>},
    {"naive_iterate", run<naive_iterate>},
    {"sg_min", run<sg_min>},
};

}  // namespace
}  // namespace cdcnet::bench

int main(int argc, char** argv) try {
    using namespace cdcnet::bench;
    if (argc == 4)
        for (const entry& e : operations)
            if (e.name == argv[1]) {
                e.run({.workload = argv[2], .sessions = e.sessions}, std::stoul(argv[3]));
                return 0;
            }
    std::fputs("usage: bench_icount OPERATION WORKLOAD ROUNDS; the operations are", stderr);
    for (const entry& e : operations) std::fprintf(stderr, " %.*s", static_cast<int>(e.name.size()), e.name.data());
    std::fputs("\n", stderr);
    return 2;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_icount: %s\n", failure.what());
    return 1;
}
