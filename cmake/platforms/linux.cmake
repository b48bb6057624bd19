# SPDX-License-Identifier: BSL-1.0
#
# What the toolchain files of other Linux machines share: Debian's compiler for `triple`, and QEMU for `machine` to run
# what it makes.  Programs are linked statically, so that QEMU needs no libraries of that machine.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${machine})
set(CMAKE_CXX_COMPILER ${triple}-g++)
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-${machine})
set(CMAKE_CXX_FLAGS_INIT -DCDCNET_TEST_IS_SLOW=true)
