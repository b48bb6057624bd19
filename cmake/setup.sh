#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
#
# Installs what the project needs from the distribution's packages (Debian, Ubuntu); says nothing when all is there.
#
#   sh cmake/setup.sh            what the presets demo and test need
#   sh cmake/setup.sh GROUP...   one or more of: default ci fuzz bench size oracles s390x platforms mutation all
#
#   ci       the other compilers, clang-format and clang-tidy
#   fuzz     clang with libFuzzer and the sanitizers, and AFL++
#   bench    Google Benchmark, valgrind for counting instructions, libmbim-glib to compare with
#   size     the compiler for Cortex-M cores
#   oracles  independent decoders and hosts that some tests compare with, and QEMU for the firmware example; those tests
#            skip without them
#   s390x    the compiler for IBM Z, which is big-endian, and QEMU to run what it makes
#   platforms  compilers for other machines, QEMU and Wine to run what they make, and libc++
#   mutation  Clang with its binding for Python, which finds what can be mutated
set -euf

# A package per word.  "a|b": a is installed unless b is there already (b may be a dpkg pattern).
default='g++ cmake ninja-build libboost-dev|libboost1.*-dev libmsgsl-dev libfmt-dev doctest-dev nlohmann-json3-dev libpcap-dev|libpcap0.8-dev libcli11-dev'
ci='clang-14 llvm-14 libclang-rt-14-dev|libclang-common-14-dev clang-19 libclang-rt-19-dev clang-format-19 clang-tidy-19'
fuzz='clang-19 libclang-rt-19-dev afl++'
bench='libbenchmark-dev nlohmann-json3-dev libfmt-dev valgrind pkg-config|pkgconf libmbim-glib-dev'
size='gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib'
oracles="tshark libmbim-utils pkg-config|pkgconf libmbim-glib-dev qemu-system-arm $size"
s390x='g++-s390x-linux-gnu qemu-user'
platforms="$s390x g++-i686-linux-gnu g++-arm-linux-gnueabihf g++-riscv64-linux-gnu g++-mingw-w64-x86-64-posix wine wine64
clang-19 libc++-19-dev libc++abi-19-dev qemu-system-arm $size"
mutation='clang-19 python3 python3-clang-19'

usage() {
    sed -n '4,19s/^# \{0,1\}//p' "$0"
}

packages=
[ $# -gt 0 ] || set -- default
for group; do
    case $group in
        default) packages="$packages $default" ;;
        ci) packages="$packages $ci" ;;
        fuzz) packages="$packages $fuzz" ;;
        bench) packages="$packages $bench" ;;
        size) packages="$packages $size" ;;
        oracles) packages="$packages $oracles" ;;
        s390x) packages="$packages $s390x" ;;
        platforms) packages="$packages $platforms" ;;
        mutation) packages="$packages $mutation" ;;
        all) packages="$packages $default $ci $fuzz $bench $size $oracles $platforms $mutation" ;;
        -h | --help) usage; exit 0 ;;
        *) printf 'setup.sh: no group is called "%s"\n' "$group" >&2; usage >&2; exit 2 ;;
    esac
done

# True when dpkg has a package installed whose name matches the pattern.
installed() {
    dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing=
for entry in $packages; do
    wanted=${entry%%|*}
    if command -v dpkg-query >/dev/null 2>&1; then
        installed "$wanted" && continue
        [ "$entry" = "$wanted" ] || ! installed "${entry#*|}" || continue
    fi
    case " $missing " in
        *" $wanted "*) ;;
        *) missing="$missing $wanted" ;;
    esac
done
missing=${missing# }
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    printf 'setup.sh: this system has no apt-get.  Install what these Debian packages hold:\n' >&2
    printf '  %s\n' $missing
    exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        printf 'setup.sh: run as root, or install sudo: apt-get install --no-install-recommends %s\n' "$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs apt-get without questions; what it prints goes to the log.
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=400 "$@" </dev/null >>"$log" 2>&1
}

printf 'setup.sh: installing %s\n' "$missing" >&2
# A failed update is no reason to stop: what is known may suffice, and the install tells.
apt update || true
if ! apt install -y --no-install-recommends $missing; then
    cat "$log" >&2
    printf 'setup.sh: apt-get could not install %s\n' "$missing" >&2
    exit 1
fi
