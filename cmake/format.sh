#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
# Runs clang-format over every C++ source of the tree:
#
#   sh cmake/format.sh clang-format-19 -i                   formats them
#   sh cmake/format.sh clang-format-19 --dry-run -Werror    tells which are not formatted
set -eu
cd "$(dirname "$0")/.."
find bench examples fuzz include tests \( -name '*.hpp' -o -name '*.cpp' \) -print | sort | xargs -n 40 "$@" --style=file
