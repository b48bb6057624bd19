#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
# clang-tidy over the headers, all of them through one source, and over each source of the examples.
#
#   sh cmake/tidy.sh CLANG-TIDY            both
#   sh cmake/tidy.sh CLANG-TIDY headers    the headers alone, in a minute
set -eu
cd "$(dirname "$0")/.."
tool=$1

read_one() {
    "$tool" --quiet --warnings-as-errors='*' "$@" -- -std=c++20 -Iinclude -Iexamples -DFMT_SHARED
}

mkdir -p build
headers=build/all_headers.cpp
find include/cdcnet -name '*.hpp' | sed 's/^include.\(.*\)/#include <\1>/' | sort >"$headers"
read_one "$headers"
[ "${2:-}" != headers ] || exit 0
# The firmware's board is no program for this machine.
for source in $(find examples -name '*.cpp' -not -path '*/board/*'); do
    read_one "$source"
done
