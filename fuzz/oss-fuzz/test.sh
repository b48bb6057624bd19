#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
#
# Runs build.sh as OSS-Fuzz does, and then each target over its seeds.
#
#   test.sh libfuzzer|afl CXX FOLDER [TARGET...]
set -eu
engine=$1 CXX=$2 folder=$3
shift 3
CC=${CXX/++/}
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

export CC CXX SRC=$folder/src WORK=$folder/work OUT=$folder/out LIB_FUZZING_ENGINE=-fsanitize=fuzzer
export CDCNET_FUZZ_TARGETS="$*"
case $engine in
    libfuzzer) export CXXFLAGS='-O1 -g1 -fno-omit-frame-pointer -fsanitize=address -fsanitize=fuzzer-no-link' ;;
    afl) export CXXFLAGS='-O1 -g1 -fno-omit-frame-pointer' ;;
esac
mkdir -p "$SRC" "$WORK" "$OUT"
ln -sfn "$project" "$SRC/cdcnet"
"$project/fuzz/oss-fuzz/build.sh"

run_libfuzzer() {
    local options=()
    [ ! -e "$OUT/$1.dict" ] || options=("-dict=$OUT/$1.dict")
    "$OUT/$1" -runs=0 "${options[@]}" "$2"
}
run_afl() {
    rm -rf "$folder/found"
    local options=()
    [ ! -e "$OUT/$1.dict" ] || options=(-x "$OUT/$1.dict")
    AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 \
        afl-fuzz -V 5 -i "$2" -o "$folder/found" "${options[@]}" -- "$OUT/$1"
    grep -E '^(execs_done|corpus_count|saved_crashes|saved_hangs)' "$folder/found/default/fuzzer_stats"
    grep -qE '^saved_crashes *: 0$' "$folder/found/default/fuzzer_stats"
}

count=0
for binary in "$OUT"/*; do
    name=$(basename "$binary")
    [ -f "$binary" ] && [ -x "$binary" ] || continue
    [ -e "$OUT/${name}_seed_corpus.zip" ] || { echo "$name has no seeds"; exit 1; }
    rm -rf "$folder/seeds"
    mkdir -p "$folder/seeds"
    (cd "$folder/seeds" && cmake -E tar xf "$OUT/${name}_seed_corpus.zip")
    "run_$engine" "$name" "$folder/seeds"
    count=$((count + 1))
done
echo "$count targets run"
[ "$count" -gt 0 ]
