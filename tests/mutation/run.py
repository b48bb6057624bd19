#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs the tests with each mutant of mutate.py in turn, and tells which ones no test notices.

    run.py --program cdcnet_mutants --mutants mutants.json --equivalent equivalent.txt --output folder --least 95

First the tests run without a mutant, which they have to pass, and it is noted which test reaches which mutant.  Then each mutant
meets the tests that reach it, the fastest first, until one fails; a test that does not end has failed too.  Mutants in
equivalent.txt are not counted.  Fails below `least` per cent, and when a line of equivalent.txt fits no mutant that lives.
"""

import argparse
import collections
import concurrent.futures
import json
import math
import os
import pathlib
import re
import resource
import subprocess
import sys

MODES = ({}, {"CDCNET_CONSTANT_BRANCH": "1"})
# Processor seconds: of the tests that are run together, and of a test that takes too long to be run at all.
BATCHES = (0.05, 0.5, math.inf)
TOO_LONG = 1.5
QUICK = ["--no-version", "--no-colors", "--minimal"]

Case = collections.namedtuple("Case", "name seconds")


def survey(program, output):
    """For each mode: which test cases reach which mutant."""
    reaching = []
    too_long = set()
    for number, mode in enumerate(MODES):
        path = output / f"survey{number}.txt"
        environment = {**os.environ, **mode, "CDCNET_SURVEY": str(path)}
        command = [program, *QUICK, *([f"--test-case-exclude={listed(too_long)}"] if too_long else [])]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(f"run.py: the tests fail without a mutant:\n{done.stdout}")
        cases = collections.defaultdict(list)
        for line in path.read_text().splitlines():
            name, microseconds, mutants = line.split("\t")
            case = Case(name, float(microseconds) / 1e6)
            if case.seconds > TOO_LONG:
                too_long.add(name)
                continue
            for mutant in mutants.split():
                cases[int(mutant)].append(case)
        for list_of_cases in cases.values():
            list_of_cases.sort(key=lambda c: c.seconds)
        reaching.append(cases)
    return reaching


def listed(names):
    """A filter of doctest for these test cases."""
    return ",".join(n.replace("\\", "\\\\").replace(",", "\\,") for n in names)


def batches(cases):
    """The cases in groups, each of which takes longer than the one before."""
    for most in BATCHES:
        batch, total = [], 0.0
        while cases and total + cases[0].seconds <= most:
            total += cases[0].seconds
            batch.append(cases[0])
            cases = cases[1:]
        if batch:
            yield batch, total


def passes(program, mutant, mode, batch, seconds):
    limit = math.ceil(1 + 4 * seconds)

    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (1 << 32, 1 << 32))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    environment = {**os.environ, **mode, "CDCNET_MUTANT": str(mutant)}
    command = [program, *QUICK, "--abort-after=1", f"--test-case={listed(c.name for c in batch)}"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.run(command, env=environment, preexec_fn=limits, timeout=60 * limit, **silent).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def lives(program, mutant, reaching):
    # What is reached without it does not need the branches of constant expressions.
    mode, cases = next(((mode, cases[mutant]) for mode, cases in zip(MODES, reaching) if mutant in cases), (None, []))
    return all(passes(program, mutant, mode, batch, seconds) for batch, seconds in batches(cases))


def read_equivalent(path):
    """Entries (file, line, operator, expression or none, reason); a file and a line stand once for all their entries."""
    entries = []
    file = line = ""
    for text in path.read_text().splitlines():
        if not text.strip() or text.startswith("#"):
            continue
        indent = len(text) - len(text.lstrip())
        if indent == 0:
            file = text
        elif indent == 4:
            line = text.strip()
        else:
            match = re.fullmatch(r"\s*(.*?)(?: in `(.*?)`)?: (.*)", text)
            if match is None:
                sys.exit(f"run.py: not understood in {path}: {text}")
            entries += [(file, line, operator, match[2], match[3]) for operator in match[1].split(", ")]
    return entries


def fits(entry, mutant):
    file, line, operator, expression, _ = entry
    return (file, line, operator) == (mutant["file"], mutant["source"], mutant["operator"]) and expression in (None, mutant["text"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--mutants", required=True, type=pathlib.Path)
    parser.add_argument("--equivalent", required=True, type=pathlib.Path)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--least", required=True, type=float)
    parser.add_argument("--jobs", default=os.cpu_count(), type=int)
    parser.add_argument("--only", default="", help="files whose name has a match of this regular expression")
    arguments = parser.parse_args()

    all_mutants = json.loads(arguments.mutants.read_text())
    mutants = [{**m, "text": " ".join(m["text"].split())} for m in all_mutants["mutants"] if re.search(arguments.only, m["file"])]
    equivalent = read_equivalent(arguments.equivalent)
    arguments.output.mkdir(parents=True, exist_ok=True)
    reaching = survey(arguments.program, arguments.output)
    table = collections.defaultdict(collections.Counter)
    used = set()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool, open(arguments.output / "survivors.txt", "w", buffering=1) as out:
        for mutant, living in zip(mutants, pool.map(lambda m: lives(arguments.program, m["number"], reaching), mutants)):
            known = [e for e in equivalent if living and fits(e, mutant)]
            used.update(known)
            state = "killed" if not living else "equivalent" if known else "survived"
            table[mutant["file"]][state] += 1
            table["total"][state] += 1
            if state == "survived":
                unseen = "" if any(mutant["number"] in cases for cases in reaching) else "  (no test gets here)"
                out.write(f"{mutant['file']}:{mutant['line']}:{mutant['column']}: {mutant['operator']} in `{mutant['text']}`{unseen}\n")
                out.write(f"    {mutant['source']}\n")

    print("  killed survived equivalent")
    for file, count in sorted(table.items(), key=lambda f: f[0] == "total"):
        print(f"{count['killed']:8} {count['survived']:8} {count['equivalent']:10}  {file}")
    print("left out: " + ", ".join(f"{n} {what}" for what, n in all_mutants["skipped"].items()))
    total = table["total"]
    share = 100 * total["killed"] / (total["killed"] + total["survived"])
    print(f"{share:.1f} % killed (at least {arguments.least} %); survivors: {arguments.output / 'survivors.txt'}")
    stale = [e for e in equivalent if e not in used and re.search(arguments.only, e[0])]
    for file, line, operator, *_ in stale:
        print(f"no such mutant lives: {file}: {line}: {operator}")
    return 1 if stale or share < arguments.least else 0


if __name__ == "__main__":
    sys.exit(main())
