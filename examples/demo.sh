#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
# Runs cdcdump over the captures of this tree and shows what it does.  Fails when anything does not come back as it was.
#
# usage: demo.sh CDCDUMP CAPTURES WORK
set -eu

if [ $# -ne 3 ]; then
    echo "usage: demo.sh CDCDUMP CAPTURES WORK" >&2
    exit 2
fi
cdcdump=$1
captures=$2
work=$3
rm -rf "$work"
mkdir -p "$work"

title() { printf '\n--- %s\n' "$*"; }

# Prints the beginning of a command's output; the command must succeed.
beginning() {
    lines=$1
    shift
    "$@" > "$work/output.txt"
    head -n "$lines" "$work/output.txt"
    all=$(wc -l < "$work/output.txt")
    if [ "$all" -gt "$lines" ]; then echo "... and $((all - lines)) more lines"; fi
}

title "one line for each control message and each NTB: cdcdump mbim-ntb16.pcap"
beginning 40 "$cdcdump" --strict "$captures/mbim-ntb16.pcap"

title "every field: cdcdump --verbose"
beginning 60 "$cdcdump" --strict --verbose "$captures/mbim-ntb16.pcap"

title "for programs: cdcdump --json"
beginning 3 "$cdcdump" --strict --json "$captures/mbim-ntb16.pcap"

title "counts: cdcdump --stats"
"$cdcdump" --strict --stats "$captures"/*.pcap

title "the datagrams of each stream, to be opened with any capture tool: cdcdump --extract"
"$cdcdump" --strict --stats --extract "$work/streams" "$captures"/*.pcap > "$work/statistics.txt" 2> "$work/written.txt"
sed "s|$work/||" "$work/written.txt"

title "everything built again in another layout: cdcdump --rebuild"
"$cdcdump" --strict --rebuild "$captures"/*.pcap
