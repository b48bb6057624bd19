#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
#
# Runs build.sh as OSS-Fuzz does, and then each target over its seeds.
#
#   test.sh libfuzzer|afl address|undefined|none CXX FOLDER [TARGET...]
set -eu
engine=$1 sanitizer=$2 CXX=$3 folder=$4
shift 4
CC=${CXX/++/}
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

export CC CXX SRC=$folder/src WORK=$folder/work OUT=$folder/out FUZZING_ENGINE=$engine CDCNET_FUZZ_TARGETS="$*"
export CXXFLAGS='-O1 -g1 -fno-omit-frame-pointer'
case $sanitizer in
    address) CXXFLAGS+=' -fsanitize=address -fsanitize-address-use-after-scope' ;;
    undefined) CXXFLAGS+=' -fsanitize=array-bounds,bool,builtin,enum,function,integer-divide-by-zero,null,object-size,return,returns-nonnull-attribute'
        CXXFLAGS+=',shift,signed-integer-overflow,unsigned-integer-overflow,unreachable,vla-bound,vptr'
        CXXFLAGS+=' -fno-sanitize-recover=array-bounds,bool,builtin,enum,function,integer-divide-by-zero,null,object-size,return'
        CXXFLAGS+=',returns-nonnull-attribute,shift,signed-integer-overflow,unreachable,vla-bound,vptr' ;;
    none) ;;
esac
case $engine in
    libfuzzer) CXXFLAGS+=' -fsanitize=fuzzer-no-link' LIB_FUZZING_ENGINE=-fsanitize=fuzzer ;;
    afl) LIB_FUZZING_ENGINE=$(dirname "$(command -v "$CXX")")/../lib/afl/libAFLDriver.a ;;
esac
export LIB_FUZZING_ENGINE
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
    # Elsewhere the system has none of these libraries.
    if ldd "$OUT/$name" | grep -vE "$OUT/lib/|linux-vdso|/ld-linux|/lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+)\.so"; then
        echo "$name needs what is not in \$OUT"
        exit 1
    fi
    "run_$engine" "$name" "$folder/seeds"
    count=$((count + 1))
done
echo "$count targets run"
[ "$count" -gt 0 ]
