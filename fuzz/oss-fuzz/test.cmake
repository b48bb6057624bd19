# SPDX-License-Identifier: BSL-1.0
#
# build.sh as OSS-Fuzz runs it, with libFuzzer and with AFL++.  A few targets that compile quickly; an empty list means all.
set(CDCNET_OSS_FUZZ_TARGETS "ncm_ntb;mbim_fragment;usb_microsoft_os;wire_text" CACHE STRING "Targets that the tests of oss-fuzz/build.sh build")
set(CDCNET_OSS_FUZZ_AFL_TARGETS "ncm_ntb" CACHE STRING "Those that they build with AFL++")

find_program(CDCNET_AFL afl-clang-fast++)
mark_as_advanced(CDCNET_AFL)

add_test(
    NAME oss_fuzz COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/oss-fuzz/test.sh" libfuzzer "${CMAKE_CXX_COMPILER}"
                          "${CMAKE_CURRENT_BINARY_DIR}/oss-fuzz/libfuzzer" ${CDCNET_OSS_FUZZ_TARGETS}
)
set_tests_properties(oss_fuzz PROPERTIES LABELS oss-fuzz TIMEOUT 3600)
if(CDCNET_AFL)
    add_test(
        NAME oss_fuzz_afl COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/oss-fuzz/test.sh" afl "${CDCNET_AFL}"
                                  "${CMAKE_CURRENT_BINARY_DIR}/oss-fuzz/afl" ${CDCNET_OSS_FUZZ_AFL_TARGETS}
    )
    set_tests_properties(oss_fuzz_afl PROPERTIES LABELS oss-fuzz TIMEOUT 3600)
endif()
