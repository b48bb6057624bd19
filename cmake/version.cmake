# SPDX-License-Identifier: BSL-1.0

# Sets `out` to the version that include/cdcnet/version.hpp states, the only place that does.
function(cdcnet_read_version out)
    set(header "${CMAKE_CURRENT_SOURCE_DIR}/include/cdcnet/version.hpp")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    file(READ "${header}" text)
    set(parts "")
    foreach(part IN ITEMS MAJOR MINOR PATCH)
        if(NOT text MATCHES "#define CDCNET_VERSION_${part} ([0-9]+)")
            message(FATAL_ERROR "no CDCNET_VERSION_${part} in ${header}")
        endif()
        list(APPEND parts "${CMAKE_MATCH_1}")
    endforeach()
    list(JOIN parts "." version)
    set(${out} "${version}" PARENT_SCOPE)
endfunction()
