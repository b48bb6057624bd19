# SPDX-License-Identifier: BSL-1.0
#
# Compares the dictionaries in the tree with those that the tables give.
#
#   cmake -D PROGRAM=... -D COMMITTED=FOLDER -D WRITTEN=FOLDER -P dictionaries.cmake
cmake_minimum_required(VERSION 3.22)

file(REMOVE_RECURSE "${WRITTEN}")
execute_process(COMMAND "${PROGRAM}" "${WRITTEN}" COMMAND_ERROR_IS_FATAL ANY)
file(GLOB_RECURSE dictionaries RELATIVE "${WRITTEN}" "${WRITTEN}/*.dict")
if(NOT dictionaries)
    message(FATAL_ERROR "no dictionary was written")
endif()
foreach(dictionary IN LISTS dictionaries)
    execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${COMMITTED}/${dictionary}" "${WRITTEN}/${dictionary}" RESULT_VARIABLE differs)
    if(differs)
        message(FATAL_ERROR "${dictionary} is not that of the tables: build the target dictionaries")
    endif()
endforeach()
