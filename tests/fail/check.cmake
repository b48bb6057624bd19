# SPDX-License-Identifier: BSL-1.0
#
# cmake -D COMPILER=... -D SOURCE=... -D INCLUDES=... -P check.cmake
cmake_minimum_required(VERSION 3.22)

file(READ "${SOURCE}" text)
if(NOT text MATCHES "^// SPDX-License-Identifier: [^\n]*\n// error: ([^\n]+)\n")
    message(FATAL_ERROR "the second line of ${SOURCE} is not \"// error: <what the compiler says>\"")
endif()
set(sentence "${CMAKE_MATCH_1}")

set(flags -std=c++20 -Wall -Wextra -fsyntax-only)
foreach(directory IN LISTS INCLUDES)
    list(APPEND flags "-I${directory}")
endforeach()

execute_process(
    COMMAND "${COMPILER}" ${flags} -DCDCNET_FAIL_CONTROL "${SOURCE}" RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output
)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "with CDCNET_FAIL_CONTROL the source must compile:\n${output}")
endif()

execute_process(COMMAND "${COMPILER}" ${flags} "${SOURCE}" RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(status EQUAL 0)
    message(FATAL_ERROR "the source compiles, but must not")
endif()
string(FIND "${output}" "${sentence}" at)
if(at EQUAL -1)
    message(FATAL_ERROR "the compiler does not say \"${sentence}\" but:\n${output}")
endif()
