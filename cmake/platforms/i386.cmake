# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: x86 with 32 bits.  Many hosts run its programs themselves; the others leave it to QEMU.
set(machine i386)
set(triple i686-linux-gnu)
include("${CMAKE_CURRENT_LIST_DIR}/linux.cmake")
execute_process(COMMAND /usr/${triple}/lib/ld-linux.so.2 --version RESULT_VARIABLE missing OUTPUT_QUIET ERROR_QUIET)
if(NOT missing)
    unset(CMAKE_CROSSCOMPILING_EMULATOR)
    unset(CMAKE_CXX_FLAGS_INIT)
endif()
