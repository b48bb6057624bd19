# SPDX-License-Identifier: BSL-1.0
#
# Toolchain file: IBM Z, which is big-endian.
set(machine s390x)
set(triple s390x-linux-gnu)
include("${CMAKE_CURRENT_LIST_DIR}/linux.cmake")
