# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: x86 with 32 bits.  Most hosts run its programs themselves.
set(machine i386)
set(triple i686-linux-gnu)
include("${CMAKE_CURRENT_LIST_DIR}/linux.cmake")
if(CMAKE_HOST_SYSTEM_PROCESSOR STREQUAL "x86_64")
    unset(CMAKE_CROSSCOMPILING_EMULATOR)
    unset(CMAKE_CXX_FLAGS_INIT)
endif()
