# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: Windows with 64 bits, by MinGW-w64, and Wine to run what it makes.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
# Objects with more sections than the format counts in 16 bits.
set(CMAKE_CXX_FLAGS_INIT -Wa,-mbig-obj)
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
set(CMAKE_CROSSCOMPILING_EMULATOR "env;WINEDEBUG=-all;wine")

# They ask other programs or the C library, by means of POSIX.
set(CDCNET_TESTS_LEFT_OUT "^mbim/(independent|tshark)" "^ncm/(oracle|tshark)")
# The assembler has room for 10 MB of names in an object: no sources together, and the preset optimizes.
set(CDCNET_TESTS_ARE_LARGE ON)
