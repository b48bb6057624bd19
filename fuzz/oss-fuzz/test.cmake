# SPDX-License-Identifier: BSL-1.0
#
# build.sh as OSS-Fuzz runs it, with libFuzzer and with AFL++.  A few targets that compile quickly; an empty list means all.
set(CDCNET_OSS_FUZZ_TARGETS "ncm_ntb;ncm_cost;mbim_fragment;usb_microsoft_os;wire_text" CACHE STRING "Targets that the tests of oss-fuzz/build.sh build")
set(CDCNET_OSS_FUZZ_UNDEFINED_TARGETS "wire_text" CACHE STRING "Those that they build with the sanitizer of undefined behaviour")
set(CDCNET_OSS_FUZZ_AFL_TARGETS "ncm_ntb" CACHE STRING "Those that they build with AFL++")

# Further arguments: targets.
function(cdcnet_add_oss_fuzz name engine sanitizer compiler)
    add_test(
        NAME ${name} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/oss-fuzz/test.sh" ${engine} ${sanitizer} "${compiler}"
                             "${CMAKE_CURRENT_BINARY_DIR}/oss-fuzz/${name}" ${ARGN}
    )
    set_tests_properties(${name} PROPERTIES LABELS oss-fuzz TIMEOUT 7200)
endfunction()

cdcnet_add_oss_fuzz(oss_fuzz libfuzzer address "${CMAKE_CXX_COMPILER}" ${CDCNET_OSS_FUZZ_TARGETS})
cdcnet_add_oss_fuzz(oss_fuzz_undefined libfuzzer undefined "${CMAKE_CXX_COMPILER}" ${CDCNET_OSS_FUZZ_UNDEFINED_TARGETS})
find_program(CDCNET_AFL afl-clang-fast++)
mark_as_advanced(CDCNET_AFL)
if(CDCNET_AFL)
    cdcnet_add_oss_fuzz(oss_fuzz_afl afl none "${CDCNET_AFL}" ${CDCNET_OSS_FUZZ_AFL_TARGETS})
else()
    message(STATUS "oss-fuzz: no afl-clang-fast++, so build.sh is not tried with AFL++")
endif()
