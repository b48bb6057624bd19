# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: RISC-V with 64 bits.
set(machine riscv64)
set(triple riscv64-linux-gnu)
include("${CMAKE_CURRENT_LIST_DIR}/linux.cmake")
