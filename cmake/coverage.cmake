# SPDX-License-Identifier: BSL-1.0
#
# Which lines and branches of the headers the tests have run, from the profiles that a build with the preset "coverage" leaves.
# Writes an HTML report and fails below the bounds.
# Nothing is excluded.  clang++ 14 counts the operands of a defaulted comparison as equal whatever they are, some 150 branches that no
# test can reach.
#
#   cmake -D COMPILER=clang++-14 -D PROGRAM=cdcnet_tests -D OPTIMIZED=cdcnet_tests_optimized -D PROFILES=folder
#         -D HEADERS=include -D OUTPUT=folder -D LINES=99 -D BRANCHES=95 -P coverage.cmake
cmake_minimum_required(VERSION 3.22)

# The tools of the compiler's own version.
string(REGEX MATCH "-[0-9]+$" version "${COMPILER}")
get_filename_component(beside "${COMPILER}" REALPATH)
get_filename_component(beside "${beside}" DIRECTORY)
foreach(tool IN ITEMS llvm-profdata llvm-cov)
    string(TOUPPER "${tool}" variable)
    find_program(${variable} NAMES ${tool}${version} ${tool} HINTS "${beside}")
    if(NOT ${variable})
        message(FATAL_ERROR "no ${tool}${version} found; \"sh cmake/setup.sh ci\" installs it on Debian and Ubuntu")
    endif()
endforeach()

file(GLOB profiles "${PROFILES}/*.profraw")
if(NOT profiles)
    message(FATAL_ERROR "no profiles in ${PROFILES}: run the tests first")
endif()
file(MAKE_DIRECTORY "${OUTPUT}")
set(merged "${OUTPUT}/all.profdata")
execute_process(COMMAND "${LLVM-PROFDATA}" merge -sparse ${profiles} -o "${merged}" COMMAND_ERROR_IS_FATAL ANY)

set(what "${PROGRAM}" "-object=${OPTIMIZED}" "-instr-profile=${merged}")
execute_process(
    COMMAND "${LLVM-COV}" show ${what} -format=html -show-branches=count -show-instantiations=false "-output-dir=${OUTPUT}" "${HEADERS}"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY
)
execute_process(
    COMMAND "${LLVM-COV}" report ${what} "${HEADERS}" OUTPUT_FILE "${OUTPUT}/report.txt" COMMAND_ERROR_IS_FATAL ANY
)
execute_process(
    COMMAND "${LLVM-COV}" export ${what} -summary-only "${HEADERS}" OUTPUT_VARIABLE summary COMMAND_ERROR_IS_FATAL ANY
)

set(below "")
foreach(kind IN ITEMS lines branches)
    string(JSON count GET "${summary}" data 0 totals ${kind} count)
    string(JSON covered GET "${summary}" data 0 totals ${kind} covered)
    math(EXPR hundredths "${covered} * 10000 / ${count}")
    math(EXPR whole "${hundredths} / 100")
    math(EXPR part "${hundredths} % 100")
    if(part LESS 10)
        set(part "0${part}")
    endif()
    string(TOUPPER "${kind}" bound)
    message("${kind}: ${covered} of ${count}, ${whole}.${part} % (at least ${${bound}} %)")
    if(whole LESS ${bound})
        list(APPEND below "${kind}")
    endif()
endforeach()
message("report: ${OUTPUT}/index.html")
if(below)
    message(FATAL_ERROR "below the bound: ${below}")
endif()
