# SPDX-License-Identifier: BSL-1.0
#
# cmake -D ROOT=<the project's folder> -P commands.cmake
cmake_minimum_required(VERSION 3.22)

set(demo "sh cmake/setup.sh && cmake --workflow --preset demo")
set(test "sh cmake/setup.sh && cmake --workflow --preset test")

# Fails unless `file` has `command` as a line of its own.
function(expect file command)
    file(READ "${ROOT}/${file}" text)
    string(FIND "\n${text}\n" "\n${command}\n" at)
    if(at EQUAL -1)
        message(SEND_ERROR "${file} has no line \"${command}\"")
    endif()
endfunction()

expect(README.md "${demo}")
expect(README.md "${test}")

# The checks run what the README tells everybody to run.
file(READ "${ROOT}/.ci/run" checks)
string(FIND "${checks}" "${test}" at)
if(at EQUAL -1)
    message(SEND_ERROR ".ci/run does not call \"${test}\"")
endif()

# Every preset that a document names is there.
file(READ "${ROOT}/CMakePresets.json" presets)
string(JSON count LENGTH "${presets}" workflowPresets)
math(EXPR last "${count} - 1")
set(known "")
foreach(index RANGE ${last})
    string(JSON preset GET "${presets}" workflowPresets ${index} name)
    list(APPEND known "${preset}")
endforeach()
file(GLOB documents "${ROOT}/*.md" "${ROOT}/docs/*.md" "${ROOT}/fuzz/*.md" "${ROOT}/bench/*.md" "${ROOT}/examples/*/*.md")
foreach(document IN LISTS documents)
    file(READ "${document}" text)
    string(REGEX MATCHALL "--workflow --preset [a-z0-9-]+" workflows "${text}")
    foreach(workflow IN LISTS workflows)
        string(REGEX REPLACE ".* " "" name "${workflow}")
        if(NOT name IN_LIST known)
            message(SEND_ERROR "${document}: there is no workflow preset \"${name}\"")
        endif()
    endforeach()
endforeach()
