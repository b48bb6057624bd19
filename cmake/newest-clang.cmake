# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: the newest clang++ there is, which is what libFuzzer is built with.
set(candidates "")
foreach(version RANGE 30 14 -1)
    list(APPEND candidates clang++-${version})
endforeach()
find_program(CDCNET_CLANG NAMES ${candidates} clang++ NAMES_PER_DIR)
mark_as_advanced(CDCNET_CLANG)
if(NOT CDCNET_CLANG)
    message(FATAL_ERROR "no clang++ found; \"sh cmake/setup.sh fuzz\" installs it on Debian and Ubuntu")
endif()
set(CMAKE_CXX_COMPILER "${CDCNET_CLANG}")
