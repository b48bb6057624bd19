# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: Arm with 32 bits.
set(machine arm)
set(triple arm-linux-gnueabihf)
include("${CMAKE_CURRENT_LIST_DIR}/linux.cmake")
