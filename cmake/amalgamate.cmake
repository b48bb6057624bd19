# SPDX-License-Identifier: BSL-1.0
#
# cmake -D INCLUDE_DIR=include -D HEADER=cdcnet/cdcnet.hpp -D OUTPUT=... -P amalgamate.cmake
#
# Writes one header that holds HEADER and every cdcnet header it includes, each once, in the order a compiler meets
# them.  Other includes stay as they are.  An include must stand alone on its line, from the first column on.
cmake_minimum_required(VERSION 3.22)

set(start "\n#include <cdcnet/")

# Appends to OUTPUT the text of a header with its cdcnet includes in place.
function(append_header header)
    get_property(seen GLOBAL PROPERTY seen)
    if(header IN_LIST seen)
        return()
    endif()
    set_property(GLOBAL APPEND PROPERTY seen "${header}")

    file(READ "${INCLUDE_DIR}/${header}" text)
    string(REPLACE "// SPDX-License-Identifier: BSL-1.0\n" "" text "${text}")
    string(REPLACE "#pragma once\n" "" text "${text}")
    string(PREPEND text "\n")

    string(FIND "${text}" "${start}" at)
    while(NOT at EQUAL -1)
        string(SUBSTRING "${text}" 0 ${at} before)
        file(APPEND "${OUTPUT}" "${before}")
        string(SUBSTRING "${text}" ${at} -1 text)
        string(REGEX MATCH "^\n#include <([^>\n]+)>[^\n]*" line "${text}")
        set(included "${CMAKE_MATCH_1}")
        string(LENGTH "${line}" length)
        string(SUBSTRING "${text}" ${length} -1 text)
        append_header("${included}")
        string(FIND "${text}" "${start}" at)
    endwhile()
    file(APPEND "${OUTPUT}" "${text}")
endfunction()

file(WRITE "${OUTPUT}" "// SPDX-License-Identifier: BSL-1.0\n// Made from ${HEADER} and what it includes; edit those.\n#pragma once\n")
append_header("${HEADER}")
