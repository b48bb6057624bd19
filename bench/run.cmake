# SPDX-License-Identifier: BSL-1.0
#
# Runs the timed benchmarks and reports on them.
#
#   cmake -D FORM=bench|smoke -D PROGRAMS=... -D REPORT=... -D GOALS=... -D OUTPUT=... -P run.cmake
#
# bench: the rows that goals, tables and plots need; a program whose run was disturbed runs once more; the goals are
# checked.  smoke: every row but the cold ones once, and a look at whether the
# report works.
cmake_minimum_required(VERSION 3.22)

file(MAKE_DIRECTORY "${OUTPUT}")
file(READ "${GOALS}" goals)
set(page "${OUTPUT}/report.md")

function(run_program program result)
    execute_process(
        COMMAND "${program}" --benchmark_out=${result} --benchmark_out_format=json ${ARGN}
        OUTPUT_FILE "${result}.log" ERROR_FILE "${result}.log"
        RESULT_VARIABLE status
    )
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${program} failed (${status}); see ${result}.log")
    endif()
endfunction()

if(FORM STREQUAL smoke)
    set(options --benchmark_min_time=0 --benchmark_filter=-/cold)
    set(attempts 1)
else()
    string(JSON repetitions GET "${goals}" run repetitions)
    string(JSON min_time GET "${goals}" run min_time)
    execute_process(COMMAND "${REPORT}" filter "${GOALS}" OUTPUT_VARIABLE filter COMMAND_ERROR_IS_FATAL ANY)
    set(options
        --benchmark_filter=${filter}
        --benchmark_repetitions=${repetitions}
        --benchmark_min_time=${min_time}
        --benchmark_enable_random_interleaving=true
        --benchmark_display_aggregates_only=true
    )
    set(attempts 2)
endif()

set(results "")
foreach(program IN LISTS PROGRAMS)
    get_filename_component(name "${program}" NAME)
    set(result "${OUTPUT}/${name}.json")
    list(APPEND results "${result}")
    foreach(attempt RANGE 1 ${attempts})
        message(STATUS "${name}, attempt ${attempt}")
        run_program("${program}" "${result}" ${options})
        set(noise 0)
        if(FORM STREQUAL bench)
            execute_process(COMMAND "${REPORT}" noise "${GOALS}" "${result}" RESULT_VARIABLE noise)
        endif()
        if(noise EQUAL 0)
            break()
        endif()
    endforeach()
endforeach()

set(command check)
if(FORM STREQUAL smoke)
    set(command smoke)
endif()
execute_process(COMMAND "${REPORT}" ${command} "${GOALS}" ${results} --page "${page}" RESULT_VARIABLE status)
message(STATUS "tables and plots: ${page}")
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${command} failed (${status})")
endif()
