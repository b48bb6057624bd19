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

# Sets `out` to a target name for a source: wire/uuid.cpp becomes wire_uuid.
function(cdcnet_name_of out source)
    string(REGEX REPLACE "\\.cpp$" "" name "${source}")
    string(REPLACE "/" "_" name "${name}")
    set(${out} "${name}" PARENT_SCOPE)
endfunction()
