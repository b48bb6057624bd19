# SPDX-License-Identifier: BSL-1.0
#
# Targets for people who work on the project.

if("cdcnet/cdcnet.hpp" IN_LIST headers)
    # The library as one header, for those who copy it into their tree.
    set(single_header "${PROJECT_BINARY_DIR}/single_include/cdcnet.hpp")
    list(TRANSFORM headers PREPEND "${PROJECT_SOURCE_DIR}/include/" OUTPUT_VARIABLE header_paths)
    add_custom_command(
        OUTPUT "${single_header}"
        COMMAND "${CMAKE_COMMAND}" -D "INCLUDE_DIR=${PROJECT_SOURCE_DIR}/include" -D HEADER=cdcnet/cdcnet.hpp -D "OUTPUT=${single_header}" -P
                "${PROJECT_SOURCE_DIR}/cmake/amalgamate.cmake"
        DEPENDS ${header_paths} cmake/amalgamate.cmake
        VERBATIM
    )
    add_custom_target(single_header DEPENDS "${single_header}")

    add_custom_target(
        include_cost
        COMMAND "${CMAKE_COMMAND}" -D "COMPILER=${CMAKE_CXX_COMPILER}" -D "INCLUDES=$<TARGET_PROPERTY:cdcnet,INTERFACE_INCLUDE_DIRECTORIES>" -D
                HEADER=cdcnet/cdcnet.hpp -D "WORK_DIR=${PROJECT_BINARY_DIR}" -P "${PROJECT_SOURCE_DIR}/cmake/include_cost.cmake"
        VERBATIM
    )
endif()

find_program(CDCNET_CLANG_FORMAT NAMES clang-format-19)
mark_as_advanced(CDCNET_CLANG_FORMAT)
if(CDCNET_CLANG_FORMAT)
    add_custom_target(
        format COMMAND sh cmake/format.sh "${CDCNET_CLANG_FORMAT}" -i WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" VERBATIM
    )
endif()

find_program(CDCNET_CLANG_TIDY NAMES clang-tidy-19)
mark_as_advanced(CDCNET_CLANG_TIDY)
if(CDCNET_CLANG_TIDY)
    add_custom_target(
        tidy COMMAND sh cmake/tidy.sh "${CDCNET_CLANG_TIDY}" WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" VERBATIM
    )
endif()

if(CDCNET_BUILD_TESTS)
    # Writes tests/mbim/snapshot.txt, the list of what the library declares.
    add_custom_target(
        snapshot COMMAND "${CMAKE_COMMAND}" -E env CDCNET_WRITE_SNAPSHOT=1 $<TARGET_FILE:cdcnet_tests> "--source-file=*/tests/mbim/snapshot.cpp" VERBATIM
    )
    add_dependencies(snapshot cdcnet_tests)

    # Whether the last run of the tests tried the bad inputs that SECURITY.md says.
    add_custom_target(
        bad_inputs COMMAND "${CMAKE_COMMAND}" -D "LOG=${PROJECT_BINARY_DIR}/Testing/Temporary/LastTest.log" -D
                           "DOCUMENT=${PROJECT_SOURCE_DIR}/SECURITY.md" -D "OUTPUT=${PROJECT_BINARY_DIR}/bad_inputs.md" -P "${PROJECT_SOURCE_DIR}/cmake/bad_inputs.cmake" VERBATIM
    )

    # Where tests leave what they have run, for a build that records it.
    set(CDCNET_COVERAGE "" CACHE PATH "Folder with the profiles of the tests, for the target coverage")
    if(CDCNET_COVERAGE)
        add_custom_target(
            coverage
            COMMAND "${CMAKE_COMMAND}" -D "COMPILER=${CMAKE_CXX_COMPILER}" -D "PROGRAM=$<TARGET_FILE:cdcnet_tests>" -D
                    "OPTIMIZED=$<TARGET_FILE:cdcnet_tests_optimized>" -D "PROFILES=${CDCNET_COVERAGE}" -D
                    "HEADERS=${PROJECT_SOURCE_DIR}/include" -D "OUTPUT=${PROJECT_BINARY_DIR}/report" -D LINES=99 -D BRANCHES=95 -P
                    "${PROJECT_SOURCE_DIR}/cmake/coverage.cmake"
            VERBATIM
        )
    endif()
endif()
