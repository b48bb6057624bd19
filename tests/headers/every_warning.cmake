# SPDX-License-Identifier: BSL-1.0
#
# -Weverything of clang++ 19 but for these, each with the reason:
set(left_out
    c++98-compat c++98-compat-pedantic c++20-compat  # about older standards
    padded                                           # members are in the order of the specification
    unsafe-buffer-usage                              # wants a hardened library's containers where bytes were checked before
    switch-default covered-switch-default            # contradict each other; enumerations from the wire may hold any number
    switch-enum                                      # forms of fields that one place does not treat go to its default
    tautological-type-limit-compare                  # one of its sides differs on machines of 32 bits
    undefined-func-template                          # functions whose name in the compiler's message is what they are for
)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^19\\.")
    list(TRANSFORM left_out PREPEND -Wno-)
    set_source_files_properties(
        "${CMAKE_CURRENT_BINARY_DIR}/every_warning.cpp" PROPERTIES COMPILE_OPTIONS "-Weverything;${left_out}"
    )
endif()
