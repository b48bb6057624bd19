#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
#   sh cmake/platforms/mps2.sh MACHINE PROGRAM ARGUMENT...
#
# Runs a program of mps2.ld in QEMU; its files, output and exit status are those of this machine, by semihosting.
set -eu
machine=$1
program=$2
shift 2
words=arg=${program##*/}
for argument; do
    words=$words,arg=$(printf '%s' "$argument" | sed 's/,/,,/g')
done
exec qemu-system-arm -machine "$machine" -accel tcg -display none -monitor none -serial none \
    -semihosting-config "enable=on,target=native,$words" -kernel "$program"
