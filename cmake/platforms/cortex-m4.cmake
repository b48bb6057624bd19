# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: Cortex-M4.
set(core cortex-m4)
set(machine mps2-an386)
include("${CMAKE_CURRENT_LIST_DIR}/cortex-m.cmake")
