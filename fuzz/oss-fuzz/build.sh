#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
#
# Builds the fuzz targets the way OSS-Fuzz wants it: with $CXX, $CXXFLAGS and $LIB_FUZZING_ENGINE from $SRC/cdcnet, in $WORK, into $OUT, and
# with each its seeds and its dictionary.  CDCNET_FUZZ_TARGETS="ncm_ntb mbim_tlv" builds these alone.
set -eu

# The machines that run the targets have none of the libraries that were installed for the build.  Those that these need in turn are searched
# for in the same place only with a DT_RPATH.  The backslash is for the shell that links.
libraries='-Wl,--disable-new-dtags -Wl,-rpath,\$ORIGIN/lib'

# fmt as headers: a library of the system may have been built with another standard library.
cmake -S "$SRC/cdcnet" -B "$WORK/build" -G Ninja \
    -D CMAKE_BUILD_TYPE=None \
    -D "CMAKE_C_COMPILER=$CC" -D "CMAKE_CXX_COMPILER=$CXX" -D "CMAKE_CXX_FLAGS=$CXXFLAGS -DFMT_HEADER_ONLY" \
    -D "CMAKE_EXE_LINKER_FLAGS=-Wl,--as-needed $libraries" \
    -D CDCNET_BUILD_FUZZERS=ON -D CDCNET_BUILD_TESTS=OFF -D CDCNET_BUILD_EXAMPLES=OFF -D CDCNET_INSTALL=OFF -D CDCNET_WERROR=OFF \
    -D CDCNET_FETCH_DEPENDENCIES=OFF \
    -D CDCNET_FUZZ_COMPILE= -D "CDCNET_FUZZ_ENGINE=$LIB_FUZZING_ENGINE"

targets=${CDCNET_FUZZ_TARGETS:-$(cat "$WORK/build/fuzz/targets.txt")}
# Only libFuzzer looks for more work of the targets that count it.
[ "${FUZZING_ENGINE:-libfuzzer}" = libfuzzer ] || targets=$(printf '%s\n' $targets | grep -v '_cost$')
ninja -C "$WORK/build" $(printf 'fuzz_%s ' $targets)

for name in $targets; do
    cp "$WORK/build/fuzz/fuzz_$name" "$OUT/$name"
    dictionary=$WORK/build/fuzz/dictionaries/$name.dict
    [ ! -e "$dictionary" ] || cp "$dictionary" "$OUT/"
    corpus=$SRC/cdcnet/fuzz/corpus/$name
    if [ -d "$corpus" ]; then
        rm -f "$OUT/${name}_seed_corpus.zip"
        (cd "$corpus" && cmake -E tar cf "$OUT/${name}_seed_corpus.zip" --format=zip -- *)
    fi
    ldd "$OUT/$name" | sed -nE 's/.* => ([^ ]+) .*/\1/p' | grep -vE "^$OUT/|/lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+)\.so" |
        while read -r library; do
            mkdir -p "$OUT/lib"
            cp "$library" "$OUT/lib/"
        done
done
