# SPDX-License-Identifier: BSL-1.0
#
# cmake -D INCLUDE_DIR=<the project's include folder> -P layers.cmake
#
# The layers stand: what a header of each folder includes of the library, and that the core keeps away from the heap,
# from streams and from what costs its users compile time.
cmake_minimum_required(VERSION 3.22)

set(below_wire wire)
set(below_usb usb wire)
set(below_qmi qmi wire)
set(below_ncm ncm wire)
set(below_mbim mbim wire)
# What a device shows to its host has the NTB parameters beside the descriptors.
set(also_below_usb cdcnet/ncm/parameters.hpp)

string(CONCAT not_in_core "^(fmt/.*|algorithm|chrono|deque|filesystem|format|fstream|functional|iomanip|iostream|istream|list|locale|map|memory"
              "|memory_resource|mutex|new|ostream|queue|random|ranges|regex|set|sstream|stdexcept|string|thread|tuple|typeinfo"
              "|unordered_map|unordered_set|vector)$"
)

file(GLOB_RECURSE headers RELATIVE "${INCLUDE_DIR}/cdcnet" "${INCLUDE_DIR}/cdcnet/*.hpp")
foreach(header IN LISTS headers)
    if(header STREQUAL "fmt.hpp")
        continue()
    endif()
    file(STRINGS "${INCLUDE_DIR}/cdcnet/${header}" lines REGEX "^ *# *include ")
    foreach(line IN LISTS lines)
        if(NOT line MATCHES "^#include <([^>]+)>")
            message(SEND_ERROR "${header}: the single header needs includes of the form #include <...> from the first column on: ${line}")
            continue()
        endif()
        set(included "${CMAKE_MATCH_1}")
        if(included MATCHES "${not_in_core}" OR included STREQUAL "cdcnet/fmt.hpp")
            message(SEND_ERROR "${header} includes <${included}>, which the core does without")
        endif()
        if(header MATCHES "^([a-z]+)/")
            set(layer "${CMAKE_MATCH_1}")
            if(included MATCHES "^cdcnet/([a-z]+)/" AND NOT CMAKE_MATCH_1 IN_LIST below_${layer} AND NOT included IN_LIST also_below_${layer})
                message(SEND_ERROR "${header} includes <${included}>: ${layer} knows nothing of ${CMAKE_MATCH_1}")
            endif()
        endif()
    endforeach()
endforeach()
