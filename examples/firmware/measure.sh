#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
# sh measure.sh COMPILER ELF [LIMITS]
#
# Prints what the firmware takes of its memories.  With limits, fails when something is above its limit, or when the ELF
# holds a function that the example promises to be without.
set -eu
tools=${1%g++} elf=$2 limits=${3-}
here=$(dirname "$0")

section() { "${tools}size" -A "$elf" | awk -v name="$1" '$1 == name { print $2 }'; }

failed=0
# show NAME BYTES: a line, with the limit where there is one.
show() {
    limit=
    [ -z "$limits" ] || limit=$(awk -v name="$1" '$1 == name { print $2 }' "$limits")
    printf '%-8s %6s %6s\n' "$1" "$2" "$limit"
    [ -z "$limits" ] || [ "$2" -le "$limit" ] || { echo "  above its limit"; failed=1; }
}

text=$(section .text) rodata=$(section .rodata) data=$(section .data) bss=$(section .bss)
chain=$(awk -f "$here/../../bench/size/stack.awk" "$elf".ltrans0.ltrans.ci)
show text "$text"
show rodata "$rodata"
show data "$data"
show bss "$bss"
show flash $((text + rodata + data))
show stack "${chain#* }"

for name in malloc free _Znwj _ZdlPv __cxa_throw __cxa_begin_catch __dynamic_cast; do
    ! "${tools}nm" "$elf" | grep -q " $name\$" || { echo "needs $name"; failed=1; }
done
exit $failed
