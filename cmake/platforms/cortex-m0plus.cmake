# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: Cortex-M0+, whose code a Cortex-M3 runs too; QEMU has no board with as much memory as the tests need and a smaller core.
set(core cortex-m0plus)
set(machine mps2-an385)
include("${CMAKE_CURRENT_LIST_DIR}/cortex-m.cmake")
