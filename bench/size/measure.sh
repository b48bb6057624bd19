#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
# sh measure.sh COMPILER LIMITS OUTPUT INCLUDE_DIR...
#
# Compiles the probes beside this script for the cores in LIMITS and prints what they cost.  Fails when one is above its
# limit or needs a symbol that its row does not name.  Exit status 77: there is no such compiler.
set -eu

if [ $# -lt 4 ]; then
    sed -n '4,8s/^# \{0,1\}//p' "$0"
    exit 2
fi
compiler=$1 limits=$2 output=$3
shift 3
if ! command -v "$compiler" >/dev/null 2>&1; then
    echo "skipped: no $compiler; cmake/setup.sh size installs it"
    exit 77
fi
tools=${compiler%g++}
here=$(dirname "$0")
mkdir -p "$output"

# The first folder is the library's; the others belong to the machine that compiles, and come last, behind the
# compiler's own.
includes="-I$1"
shift
for folder; do includes="$includes -idirafter $folder"; done

# compile SOURCE CORE: an object, and the call graph with the stack of each function.
compile() {
    [ ! -e "$output/$1.$2.o" ] || return 0
    # shellcheck disable=SC2086
    "$compiler" -std=c++20 -Os -mcpu="$2" -mthumb -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti -Wall -Wextra -Werror \
        -fcallgraph-info=su $includes -c "$here/$1.cpp" -o "$output/$1.$2.o"
}

stack_of() { awk -f "$here/stack.awk" "$@"; }

rm -f "$output"/*.o "$output"/*.ci
row='%-28s %-13s %5s %5s %5s %5s %5s %5s %6s %5s\n'
# shellcheck disable=SC2059
printf "$row" source core bytes limit frame limit stack limit object limit
failed=0
while read -r sources core most_bytes most_frame most_stack most_object allowed; do
    case $sources in '' | '#'*) continue ;; esac
    objects='' graphs='' object=-
    for source in $(echo "$sources" | tr + ' '); do
        compile "$source" "$core"
        objects="$objects $output/$source.$core.o" graphs="$graphs $output/$source.$core.ci"
    done
    linked="$output/linked.o"
    # shellcheck disable=SC2086
    case $sources in
        *+*) "${tools}ld" -r -z muldefs -o "$linked" $objects ;;
        *) cp $objects "$linked" && object=$((0x$("${tools}nm" -S "$linked" | awk '$4 == "object" { print $2 }'))) ;;
    esac
    # shellcheck disable=SC2086
    stack=$(stack_of $graphs) frame=${stack% *} stack=${stack#* }
    bytes=$("${tools}size" -A "$linked" | awk '/^\.(text|rodata)/ && $1 != ".rodata.object" { sum += $2 } END { print sum + 0 }')
    # shellcheck disable=SC2059
    printf "$row" "$sources" "$core" "$bytes" "$most_bytes" "$frame" "$most_frame" "$stack" "$most_stack" "$object" "$most_object"
    for pair in "$bytes:$most_bytes" "$frame:$most_frame" "$stack:$most_stack" "$object:$most_object"; do
        case $pair in *-*) continue ;; esac
        [ "${pair%:*}" -le "${pair#*:}" ] || { echo "  above its limit"; failed=1; }
    done
    for symbol in $("${tools}nm" -u "$linked" | awk '{ print $2 }'); do
        case ,$allowed, in *,"$symbol",*) ;; *) echo "  needs $symbol"; failed=1 ;; esac
    done
done <"$limits"
exit $failed
