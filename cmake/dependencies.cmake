# SPDX-License-Identifier: BSL-1.0
#
# Where the project's dependencies come from: find_package, and where that finds nothing and CDCNET_FETCH_DEPENDENCIES
# is on, a download at configure time.
include_guard()

# Downloads the release `tag` of a project that builds with CMake.  Its targets are as if found by find_package.
function(cdcnet_fetch name repository tag)
    if(NOT CDCNET_FETCH_DEPENDENCIES)
        message(
            FATAL_ERROR
            "${name} was not found.  \"sh cmake/setup.sh\" installs it on Debian and Ubuntu; -D CDCNET_FETCH_DEPENDENCIES=ON downloads it."
        )
    endif()
    include(FetchContent)
    message(STATUS "Fetching ${name} ${tag}")
    FetchContent_Declare(${name} GIT_REPOSITORY "${repository}" GIT_TAG "${tag}" GIT_SHALLOW ON)
    FetchContent_MakeAvailable(${name})
endfunction()

# Boost.Endian and GSL: what the library itself needs.
function(cdcnet_find_core)
    if(NOT TARGET Boost::headers)
        find_package(Boost CONFIG QUIET)
    endif()
    if(NOT TARGET Boost::headers)
        find_package(Boost MODULE QUIET)
    endif()
    if(NOT TARGET Boost::headers)
        set(BOOST_INCLUDE_LIBRARIES endian headers)
        cdcnet_fetch(Boost https://github.com/boostorg/boost.git boost-1.81.0)
    endif()
    if(NOT TARGET Microsoft.GSL::GSL)
        find_package(Microsoft.GSL CONFIG QUIET)
    endif()
    if(NOT TARGET Microsoft.GSL::GSL)
        cdcnet_fetch(GSL https://github.com/microsoft/GSL.git v4.0.0)
    endif()
endfunction()

# fmt, which the project's own programs need through cdcnet/fmt.hpp.
function(cdcnet_require_fmt)
    if(NOT TARGET fmt::fmt)
        cdcnet_fetch(fmt https://github.com/fmtlib/fmt.git 9.1.0)
    endif()
endfunction()

function(cdcnet_find_doctest)
    if(NOT TARGET doctest::doctest)
        find_package(doctest CONFIG QUIET)
    endif()
    if(NOT TARGET doctest::doctest)
        cdcnet_fetch(doctest https://github.com/doctest/doctest.git v2.4.9)
    endif()
endfunction()

function(cdcnet_find_json)
    if(NOT TARGET nlohmann_json::nlohmann_json)
        find_package(nlohmann_json CONFIG QUIET)
    endif()
    if(NOT TARGET nlohmann_json::nlohmann_json)
        cdcnet_fetch(nlohmann_json https://github.com/nlohmann/json.git v3.11.2)
    endif()
endfunction()

function(cdcnet_find_cli11)
    find_package(CLI11 CONFIG QUIET)
    if(NOT TARGET CLI11::CLI11)
        cdcnet_fetch(CLI11 https://github.com/CLIUtils/CLI11.git v2.1.2)
    endif()
endfunction()

# libmbim-glib, to compare with: PkgConfig::CDCNET_MBIM_GLIB, where it is installed for the machine that runs the tests.
function(cdcnet_find_mbim_glib)
    if(CMAKE_CROSSCOMPILING)
        return()
    endif()
    find_package(PkgConfig QUIET)
    if(PKG_CONFIG_FOUND)
        pkg_check_modules(CDCNET_MBIM_GLIB QUIET IMPORTED_TARGET mbim-glib)
    endif()
endfunction()

function(cdcnet_find_benchmark)
    find_package(benchmark CONFIG QUIET)
    if(NOT TARGET benchmark::benchmark)
        set(BENCHMARK_ENABLE_TESTING OFF)
        cdcnet_fetch(benchmark https://github.com/google/benchmark.git v1.7.1)
    endif()
endfunction()
