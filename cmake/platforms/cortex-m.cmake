# SPDX-License-Identifier: BSL-1.0
#
# What the toolchain files of Cortex-M cores share: Arm's compiler for `core`, the language subset of firmware, and QEMU's
# `machine` to run the tests.  They have newlib's heap, text and files, which QEMU gives them.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
string(
    CONCAT CMAKE_CXX_FLAGS_INIT "-mcpu=${core} -mthumb -fno-exceptions -fno-rtti -fno-threadsafe-statics -ffunction-sections -fdata-sections"
           " -DDOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS -DDOCTEST_CONFIG_NO_MULTITHREADING -DDOCTEST_CONFIG_NO_POSIX_SIGNALS -DCDCNET_TEST_IS_SLOW=true"
)
set(CMAKE_EXE_LINKER_FLAGS_INIT "--specs=rdimon.specs -Wl,--gc-sections -T ${CMAKE_CURRENT_LIST_DIR}/mps2.ld")
set(CMAKE_CROSSCOMPILING_EMULATOR "sh;${CMAKE_CURRENT_LIST_DIR}/mps2.sh;${machine}")

# They ask other programs, or walk through folders.
set(CDCNET_TESTS_LEFT_OUT "^mbim/(libmbim|tshark)" "^ncm/(captures|oracle|tshark)")
