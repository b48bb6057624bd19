# SPDX-License-Identifier: BSL-1.0
#
# The compiler for Cortex-M cores, for programs that are built and measured beside those of this machine.
include_guard()

set(CDCNET_ARM_COMPILER "arm-none-eabi-g++" CACHE STRING "Compiler for Cortex-M cores")
mark_as_advanced(CDCNET_ARM_COMPILER)

# Where the compiler of this build finds the headers that the library needs; arm-none-eabi-g++ has none of its own.  They
# belong to the machine that compiles, and come last, behind the compiler's own.
get_target_property(boost Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
get_target_property(gsl Microsoft.GSL::GSL INTERFACE_INCLUDE_DIRECTORIES)
set(CDCNET_ARM_FOLDERS ${boost} ${gsl} /usr/include)
list(FILTER CDCNET_ARM_FOLDERS EXCLUDE REGEX "NOTFOUND$|^\\$<")
list(REMOVE_DUPLICATES CDCNET_ARM_FOLDERS)
