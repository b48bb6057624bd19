# SPDX-License-Identifier: BSL-1.0
#
# What the project's own programs (tests, examples, benchmarks, fuzz targets) have in common.
include_guard()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

cdcnet_require_fmt()

# Every warning the headers promise to be free of.
add_library(cdcnet_warnings INTERFACE)
target_compile_options(
    cdcnet_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow $<$<BOOL:${CDCNET_WERROR}>:-Werror>
)

# Facts and captures that are not part of the project: tests that compare with them run where the folder is found.
if(EXISTS "${PROJECT_SOURCE_DIR}/../shared/reference/messages.json")
    get_filename_component(shared_dir "${PROJECT_SOURCE_DIR}/../shared" ABSOLUTE)
endif()
set(CDCNET_SHARED_DIR "${shared_dir}" CACHE PATH "Folder with reference/messages.json and captures/, for the tests that compare with them")
if(CDCNET_SHARED_DIR AND NOT EXISTS "${CDCNET_SHARED_DIR}/reference/messages.json")
    message(WARNING "no reference/messages.json in CDCNET_SHARED_DIR (${CDCNET_SHARED_DIR}): the tests that need it skip")
endif()

# Sets `out` to the sources below the current directory, by relative path, without those whose path matches an
# expression among the further arguments.
function(cdcnet_glob out)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    foreach(expression IN LISTS ARGN)
        list(FILTER sources EXCLUDE REGEX "${expression}")
    endforeach()
    set(${out} "${sources}" PARENT_SCOPE)
endfunction()

# Reads a target's sources a handful at a time: what they include takes most of their time.  The names in them must not meet, but
# those with "using namespace" of their own are read only with others that have the same.
function(cdcnet_compile_together target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
        file(STRINGS "${source}" used REGEX "^using namespace [a-z_]+;")
        string(MAKE_C_IDENTIFIER "${used}" group)
        list(APPEND members_of_${group} x)
        list(LENGTH members_of_${group} count)
        math(EXPR part "(${count} - 1) / 6")
        set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${group}${part}")
    endforeach()
endfunction()

# Sets `out` to a target name for a source: wire/uuid.cpp becomes wire_uuid.
function(cdcnet_name_of out source)
    string(REGEX REPLACE "\\.cpp$" "" name "${source}")
    string(REPLACE "/" "_" name "${name}")
    set(${out} "${name}" PARENT_SCOPE)
endfunction()
