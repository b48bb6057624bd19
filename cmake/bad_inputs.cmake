# SPDX-License-Identifier: BSL-1.0
#
# Adds up the wrong inputs that the tests of a build have told of ("tried 19866: NTBs with a field spoilt") and compares them with the
# table of SECURITY.md, which has the rows
#
#   | NTBs with a field spoilt | 19,866 | ... |
#
# and promises at least so many.  Prints what was counted, writes the table with it, and fails when a row has fewer, or a kind has no row.
#
#   cmake -D LOG=Testing/Temporary/LastTest.log -D DOCUMENT=SECURITY.md -D OUTPUT=bad_inputs.md -P bad_inputs.cmake
cmake_minimum_required(VERSION 3.22)

if(NOT EXISTS "${LOG}")
    message(FATAL_ERROR "no ${LOG}: run the tests first")
endif()

set(kinds "")
file(STRINGS "${LOG}" lines REGEX "MESSAGE: tried [0-9]+: ")
foreach(line IN LISTS lines)
    string(REGEX MATCH "tried ([0-9]+): (.*)$" matched "${line}")
    string(MD5 id "${CMAKE_MATCH_2}")
    if(NOT DEFINED "count_${id}")
        set("count_${id}" 0)
        list(APPEND kinds "${CMAKE_MATCH_2}")
    endif()
    math(EXPR "count_${id}" "${count_${id}} + ${CMAKE_MATCH_1}")
endforeach()

file(STRINGS "${DOCUMENT}" rows REGEX "^\\| [^|]+ \\| [0-9,]+ \\|")
set(faults "")
set(promised "")
set(table "| inputs | tried | in |\n|---|---|---|\n")
foreach(row IN LISTS rows)
    string(REGEX MATCH "^\\| ([^|]+) \\| ([0-9,]+) (\\|.*)$" matched "${row}")
    set(kind "${CMAKE_MATCH_1}")
    set(where "${CMAKE_MATCH_3}")
    string(REPLACE "," "" least "${CMAKE_MATCH_2}")
    list(APPEND promised "${kind}")
    string(MD5 id "${kind}")
    if(NOT DEFINED "count_${id}")
        list(APPEND faults "${kind}: none tried")
    elseif(count_${id} LESS least)
        list(APPEND faults "${kind}: ${count_${id}} tried, ${least} promised")
    endif()
    string(APPEND table "| ${kind} | ${count_${id}} ${where}\n")
endforeach()

set(sum 0)
foreach(kind IN LISTS kinds)
    string(MD5 id "${kind}")
    math(EXPR sum "${sum} + ${count_${id}}")
    message("${kind}: ${count_${id}}")
    if(NOT kind IN_LIST promised)
        list(APPEND faults "${kind}: not in ${DOCUMENT}")
    endif()
endforeach()
message("bad inputs tried: ${sum}")
file(WRITE "${OUTPUT}" "${table}")
if(faults)
    list(JOIN faults "\n  " text)
    message(FATAL_ERROR "${DOCUMENT}:\n  ${text}")
endif()
