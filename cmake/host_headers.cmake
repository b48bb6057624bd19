# SPDX-License-Identifier: BSL-1.0
#
# The dependencies as headers of the machine that compiles, for compilers of other machines and for other standard
# libraries: their folders alone, since the rest of /usr/include belongs to that machine's own C library.
include_guard()

# Adds the imported target `target` with the folder that `header` is in.
function(cdcnet_add_host_header target header)
    find_path(
        place "${header}" PATHS /usr/local/include /usr/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH NO_CACHE REQUIRED
    )
    get_filename_component(folder "${header}" DIRECTORY)
    set(staged "${PROJECT_BINARY_DIR}/host_headers")
    file(MAKE_DIRECTORY "${staged}")
    file(CREATE_LINK "${place}/${folder}" "${staged}/${folder}" SYMBOLIC)
    add_library(${target} INTERFACE IMPORTED GLOBAL)
    set_target_properties(${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${staged}")
endfunction()

cdcnet_add_host_header(Boost::headers boost/version.hpp)
cdcnet_add_host_header(Microsoft.GSL::GSL gsl/gsl)
cdcnet_add_host_header(doctest::doctest doctest/doctest.h)
cdcnet_add_host_header(nlohmann_json::nlohmann_json nlohmann/json.hpp)
cdcnet_add_host_header(fmt::fmt fmt/format.h)
set_target_properties(fmt::fmt PROPERTIES INTERFACE_COMPILE_DEFINITIONS FMT_HEADER_ONLY)
