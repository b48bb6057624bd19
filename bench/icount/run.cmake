# SPDX-License-Identifier: BSL-1.0
#
# Counts the instructions of each operation that goals.json lists, per datagram, and compares with its limit.
#
#   cmake -D VALGRIND=... -D PROGRAM=... -D GOALS=... -P run.cmake
#
# The difference of a long and a short run has no start-up in it: (I30 - I10) / 20 / datagrams.
cmake_minimum_required(VERSION 3.22)

if(NOT VALGRIND)
    message("skipped: valgrind was not found; \"sh cmake/setup.sh bench\" installs it on Debian and Ubuntu")
    return()
endif()
set(short 10)
set(long 30)

# Sets `out_count` to the instructions of a run, and `out_datagrams` to what one round of it works on.
function(count_instructions operation workload rounds out_count out_datagrams)
    execute_process(
        COMMAND "${VALGRIND}" --tool=callgrind --callgrind-out-file=/dev/null "${PROGRAM}" ${operation} ${workload} ${rounds}
        OUTPUT_VARIABLE datagrams ERROR_VARIABLE log
        RESULT_VARIABLE status
    )
    if(NOT status EQUAL 0 OR NOT log MATCHES "Collected : ([0-9]+)")
        message(FATAL_ERROR "${operation} ${workload} ${rounds} failed (${status}):\n${log}")
    endif()
    set(${out_count} ${CMAKE_MATCH_1} PARENT_SCOPE)
    string(STRIP "${datagrams}" datagrams)
    set(${out_datagrams} ${datagrams} PARENT_SCOPE)
endfunction()

# Sets `out` to `text` followed by as many spaces as make it `width` long, or with BEFORE preceded by them.
function(pad text width out)
    string(LENGTH "${text}" length)
    math(EXPR missing "${width} - ${length}")
    if(missing GREATER 0)
        string(REPEAT " " ${missing} spaces)
    endif()
    if(ARGN STREQUAL BEFORE)
        set(${out} "${spaces}${text}" PARENT_SCOPE)
    else()
        set(${out} "${text}${spaces}" PARENT_SCOPE)
    endif()
endfunction()

file(READ "${GOALS}" goals)
string(JSON entries LENGTH "${goals}" instructions)
math(EXPR last "${entries} - 1")
set(faults "")
message("instructions per datagram         measured   limit")
foreach(i RANGE ${last})
    string(JSON operation GET "${goals}" instructions ${i} operation)
    string(JSON workload GET "${goals}" instructions ${i} workload)
    string(JSON limit ERROR_VARIABLE no_limit GET "${goals}" instructions ${i} at_most)
    if(no_limit)
        set(limit -)
    endif()
    string(JSON aim ERROR_VARIABLE no_aim GET "${goals}" instructions ${i} aims_at)
    count_instructions(${operation} ${workload} ${short} few datagrams)
    count_instructions(${operation} ${workload} ${long} many datagrams)
    math(EXPR tenths "((${many} - ${few}) * 10) / ((${long} - ${short}) * ${datagrams})")
    math(EXPR whole "${tenths} / 10")
    math(EXPR rest "${tenths} % 10")

    set(verdict "")
    if(NOT no_aim)
        set(verdict "  goal ${aim}")
    endif()
    if(NOT limit STREQUAL "-")
        math(EXPR limit_tenths "${limit} * 10")
        if(tenths GREATER limit_tenths)
            set(verdict "  ABOVE")
            list(APPEND faults "${operation} ${workload}: ${whole}.${rest}, limit ${limit}")
        endif()
    endif()
    pad("${operation} ${workload}" 32 name)
    pad("${whole}.${rest}" 10 measured BEFORE)
    pad("${limit}" 8 shown BEFORE)
    message("${name}${measured}${shown}${verdict}")
endforeach()

if(faults)
    list(JOIN faults "\n  " list)
    message(FATAL_ERROR "above their limits:\n  ${list}")
endif()
