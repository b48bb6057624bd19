# SPDX-License-Identifier: BSL-1.0
#
# Some tests of each part once more with each of the ways that people compile: the target cdcnet_flags, the tests flags/NAME.
add_custom_target(cdcnet_flags)

set(subset
    main.cpp fmt.cpp wire/bytes.cpp wire/text.cpp wire/utf16.cpp wire/uuid.cpp ncm/aggregator.cpp ncm/crc.cpp ncm/ntb.cpp ncm/parser.cpp
    ncm/reader.cpp ncm/writer.cpp usb/descriptors.cpp usb/requests.cpp qmi/qmux.cpp mbim/codec.cpp mbim/fragment.cpp mbim/layout.cpp
    mbim/message.cpp mbim/stream_reader.cpp mbim/tlv.cpp mbim/validate.cpp mbim/services/basic_connect/connect.cpp
)

# Adds the subset compiled with the further arguments.
function(cdcnet_add_flags name)
    set(target cdcnet_flags_${name})
    add_executable(${target} EXCLUDE_FROM_ALL ${subset})
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${target} PRIVATE cdcnet::fmt cdcnet_test_warnings doctest::doctest)
    target_compile_options(${target} PRIVATE ${ARGN} "${without_guesses}")
    target_link_options(${target} PRIVATE ${ARGN})
    add_dependencies(cdcnet_flags ${target})
    add_test(NAME flags/${name} COMMAND ${target} --no-version)
    set_tests_properties(flags/${name} PROPERTIES LABELS flags FAIL_REGULAR_EXPRESSION "test cases: *0 ")
endfunction()

cdcnet_add_flags(O0 -O0)
cdcnet_add_flags(Og -Og)
cdcnet_add_flags(O2 -O2)
cdcnet_add_flags(O3 -O3)
cdcnet_add_flags(Os -Os)
cdcnet_add_flags(lto -O2 -flto=auto)
cdcnet_add_flags(signed_char -O1 -fsigned-char)
cdcnet_add_flags(unsigned_char -O1 -funsigned-char)
cdcnet_add_flags(
    firmware -Os -fno-exceptions -fno-rtti -fno-threadsafe-statics -DDOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
)
# With its checks for null pointers g++ 12 takes no comparison of an address with null for a constant, and gsl::span makes them: static
# assertions of these two sources do not compile then.
list(REMOVE_ITEM subset mbim/layout.cpp mbim/tlv.cpp)
cdcnet_add_flags(sanitizers -O1 -fsanitize=address,undefined -fno-sanitize-recover=all)
