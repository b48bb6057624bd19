# SPDX-License-Identifier: BSL-1.0
#
# cmake -D COMPILER=... -D INCLUDES=... -D HEADER=cdcnet/cdcnet.hpp -D WORK_DIR=... -P include_cost.cmake
#
# Prints what including HEADER costs: the processor time of a compilation at -O0, the least of five.
cmake_minimum_required(VERSION 3.22)

set(source "${WORK_DIR}/include_cost.cpp")
file(WRITE "${source}" "#include <${HEADER}>\n")
set(command "${COMPILER}" -std=c++20 -O0 -c -o "${WORK_DIR}/include_cost.o")
foreach(directory IN LISTS INCLUDES)
    list(APPEND command "-I${directory}")
endforeach()

# Milliseconds in a time as the shell's `times` prints it: 0m0.340000s.
function(milliseconds out minutes seconds fraction)
    string(SUBSTRING "${fraction}000" 0 3 fraction)
    math(EXPR sum "(${minutes} * 60 + ${seconds}) * 1000 + 1${fraction} - 1000")
    set(${out} "${sum}" PARENT_SCOPE)
endfunction()

set(least "")
foreach(run RANGE 1 5)
    execute_process(
        COMMAND sh -c "\"$@\" && times" sh ${command} "${source}" RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors
    )
    # The second line holds the user and the system time of the children.
    if(NOT status EQUAL 0 OR NOT output MATCHES "\n([0-9]+)m([0-9]+)\\.([0-9]+)s ([0-9]+)m([0-9]+)\\.([0-9]+)s")
        message(FATAL_ERROR "${HEADER} does not compile:\n${errors}${output}")
    endif()
    set(system ${CMAKE_MATCH_4} ${CMAKE_MATCH_5} ${CMAKE_MATCH_6})
    milliseconds(user_time ${CMAKE_MATCH_1} ${CMAKE_MATCH_2} ${CMAKE_MATCH_3})
    milliseconds(system_time ${system})
    math(EXPR cost "${user_time} + ${system_time}")
    if(NOT least OR cost LESS least)
        set(least "${cost}")
    endif()
endforeach()
message(STATUS "#include <${HEADER}> costs ${least} ms of processor time at -O0")
