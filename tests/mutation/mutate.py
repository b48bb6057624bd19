#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes mutated copies of headers, all mutants in one: in the copy `a < b` reads `(CDCNET_MUTANT(7) ? (a <= b) : (a < b))`.

    mutate.py --include include --tests tests --output folder cdcnet/wire/bytes.hpp... wire/bytes.cpp...

The copies are compiled once; which mutant is active is chosen at run time, see mutant.hpp.  Constant expressions are left alone,
since they have to stay constant: what is skipped is counted by kind.  The list of mutants is written to mutants.json.  Of the tests
there are copies too, in which each static_assert is a check at run time.
"""

import argparse
import collections
import json
import pathlib
import re

from clang.cindex import CursorKind, Index, TypeKind

EXCHANGED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "+": "-", "-": "+", "*": "/", "/": "*", "%": "/",
    "&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<",
    "+=": "-=", "-=": "+=", "*=": "+=", "|=": "&=", "&=": "|=", "<<=": ">>=", ">>=": "<<=",
}  # fmt: skip
LOGICAL = ("&&", "||")
UNARY = ("!", "-", "~")

FUNCTIONS = {
    CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR, CursorKind.DESTRUCTOR,
    CursorKind.CONVERSION_FUNCTION, CursorKind.FUNCTION_TEMPLATE, CursorKind.LAMBDA_EXPR,
}  # fmt: skip
SCOPES = {
    CursorKind.NAMESPACE, CursorKind.CLASS_DECL, CursorKind.STRUCT_DECL, CursorKind.CLASS_TEMPLATE,
    CursorKind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION, CursorKind.FRIEND_DECL, CursorKind.LINKAGE_SPEC, CursorKind.UNEXPOSED_DECL,
}  # fmt: skip
LOOPS = {CursorKind.WHILE_STMT, CursorKind.FOR_STMT, CursorKind.DO_STMT}
BODIES = LOOPS | {CursorKind.COMPOUND_STMT, CursorKind.IF_STMT, CursorKind.CASE_STMT, CursorKind.DEFAULT_STMT, CursorKind.CXX_FOR_RANGE_STMT}
NO_EXPRESSIONS = {
    CursorKind.TYPE_REF, CursorKind.TEMPLATE_REF, CursorKind.NAMESPACE_REF, CursorKind.DECL_REF_EXPR, CursorKind.STATIC_ASSERT,
    CursorKind.TYPE_ALIAS_DECL, CursorKind.TYPEDEF_DECL, CursorKind.ENUM_DECL, CursorKind.CXX_UNARY_EXPR,
    CursorKind.SIZE_OF_PACK_EXPR, CursorKind.PARM_DECL, CursorKind.ASM_STMT, CursorKind.USING_DECLARATION,
}  # fmt: skip


def kind_of(cursor):
    """The kind; None where the binding does not know it, as of `requires` expressions."""
    try:
        return cursor.kind
    except ValueError:
        return None


def type_kind(cursor):
    try:
        return cursor.type.get_canonical().kind
    except ValueError:
        return TypeKind.INVALID


class File:
    """One header: its text, and the mutants that have been found in it."""

    def __init__(self, name, text):
        self.name = name
        self.text = text
        self.edits = collections.defaultdict(list)  # by (begin, end): (operator, replacement)
        self.skipped = collections.Counter()

    def of(self, begin, end):
        return self.text[begin:end].decode()

    def add(self, begin, end, operator, replacement):
        if all(replacement != r for _, r in self.edits[begin, end]):
            self.edits[begin, end].append((operator, replacement))

    # --- finding ---

    def span(self, cursor):
        return cursor.extent.start.offset, cursor.extent.end.offset

    def children(self, cursor):
        return [c for c in cursor.get_children() if c.extent.start.offset < c.extent.end.offset]

    def walk(self, cursor):
        """What stands outside of function bodies."""
        kind = kind_of(cursor)
        if kind in FUNCTIONS:
            self.function(cursor)
        elif kind in SCOPES:
            for c in cursor.get_children():
                self.walk(c)
        elif kind == CursorKind.VAR_DECL or kind == CursorKind.FIELD_DECL:
            self.skipped["constants and default members"] += 1

    def function(self, cursor):
        children = self.children(cursor)
        body = next((c for c in children if kind_of(c) == CursorKind.COMPOUND_STMT), None)
        if body is None:
            return
        head = self.of(cursor.extent.start.offset, body.extent.start.offset)
        if re.search(r"\bconsteval\b", head):
            self.skipped["consteval functions"] += 1
            return
        if kind_of(cursor) == CursorKind.CONSTRUCTOR:
            # The initialisers of members stand behind the parameters.
            for name, value in zip(children, children[1:]):
                if kind_of(name) == CursorKind.MEMBER_REF and kind_of(value) != CursorKind.COMPOUND_STMT:
                    self.expression(value)
        self.expression(body)

    def expression(self, cursor):
        """Mutants of an expression or a statement, and of all in it."""
        kind = kind_of(cursor)
        if self.asks_for_machine(cursor):
            self.skipped["conditions that ask for the machine or for a constant expression"] += 1
            return
        if kind is None or kind in NO_EXPRESSIONS:
            return
        if kind == CursorKind.LAMBDA_EXPR:
            return self.function(cursor)
        begin, end = self.span(cursor)
        if self.text.startswith(b"Expects(", begin):
            self.skipped["contracts"] += 1
            return
        parts = self.children(cursor)
        if self.text.startswith(b"__builtin_shufflevector", begin):
            parts = [c for c in parts if kind_of(c) != CursorKind.INTEGER_LITERAL]
        if kind == CursorKind.VAR_DECL:
            name = cursor.location.offset
            if re.search(r"\b(constexpr|static)\b", self.of(begin, name)):
                self.skipped["constants"] += 1
                return
            parts = [c for c in parts if c.extent.start.offset > name]
            # The bound of an array.
            parts = [c for c in parts if self.text[c.extent.start.offset - 1:c.extent.start.offset] != b"["]
        elif kind == CursorKind.MEMBER_REF_EXPR:
            parts = [c for c in parts if c.extent.start.offset == begin]
        elif kind == CursorKind.CASE_STMT:
            self.skipped["case labels"] += 1
            parts = parts[1:]
        elif kind == CursorKind.IF_STMT and self.text.startswith(b"__builtin_unreachable", self.span(parts[-1])[0]):
            self.skipped["assumptions"] += 1
            return
        elif kind == CursorKind.IF_STMT:
            parts = self.if_statement(cursor, parts)
        elif kind in LOOPS:
            self.loop(cursor, parts)
        elif kind == CursorKind.CONDITIONAL_OPERATOR and len(parts) == 3:
            self.condition(parts[0], ("true", "false"))
        elif kind == CursorKind.RETURN_STMT and parts and type_kind(parts[0]) == TypeKind.BOOL:
            self.condition(parts[0], ("true", "false"))
        elif kind == CursorKind.INTEGER_LITERAL:
            if re.fullmatch(rb"<\w+>", self.text[begin - 1:end + 1]):
                self.skipped["template arguments"] += 1
                return
            self.number(begin, end)
        elif kind == CursorKind.CHARACTER_LITERAL:
            self.character(begin, end)
        elif kind == CursorKind.CXX_BOOL_LITERAL_EXPR and self.of(begin, end) in ("true", "false"):
            other = "false" if self.of(begin, end) == "true" else "true"
            self.add(begin, end, f"{self.of(begin, end)} -> {other}", other)
        self.operators(cursor, parts)
        if kind in BODIES:
            for c in parts:
                self.removal(cursor, c)
        for c in parts:
            self.expression(c)

    def asks_for_machine(self, cursor):
        return kind_of(cursor) not in BODIES and re.fullmatch(
            r"[^;{]*(std::is_constant_evaluated\(\)|__builtin_cpu_supports)[^;{]*", self.of(*self.span(cursor)))  # fmt: skip

    def if_statement(self, cursor, parts):
        begin = cursor.extent.start.offset
        if re.match(r"if\s+constexpr\b", self.of(begin, begin + 40)):
            self.skipped["conditions of if constexpr"] += 1
            return parts[1:]
        if kind_of(parts[0]) == CursorKind.VAR_DECL:
            # `if (error e = ...)` becomes `if (error e = ...; e)`.
            where = parts[0].extent.end.offset
            test = f"static_cast<bool>({parts[0].spelling})"
            self.edits[where, where].append(("condition -> false", test))
        elif kind_of(parts[0]) != CursorKind.DECL_STMT:
            self.condition(parts[0], ("true", "false"))
        return parts

    def loop(self, cursor, parts):
        # A condition is followed by ";" in `for`, which may also lack it.
        if kind_of(cursor) == CursorKind.FOR_STMT:
            body = parts[-1].extent.start.offset
            for c in parts[:-1]:
                gap = self.of(c.extent.end.offset, body).lstrip()
                if gap.startswith(";") and kind_of(c) != CursorKind.DECL_STMT:
                    self.condition(c, ("false",))
        elif kind_of(cursor) == CursorKind.WHILE_STMT and kind_of(parts[0]) != CursorKind.VAR_DECL:
            self.condition(parts[0], ("false",))

    def condition(self, cursor, values):
        begin, end = self.span(cursor)
        if self.of(begin, end) in ("true", "false") or self.asks_for_machine(cursor):
            return
        for value in values:
            self.add(begin, end, f"condition -> {value}", value)

    def number(self, begin, end):
        text = self.of(begin, end)
        match = re.fullmatch(r"(0[xX][0-9a-fA-F']+|0[bB][01']+|[0-9']+)([uUlLzZ]*)", text)
        if match is None:
            return
        value = int(match[1].replace("'", ""), 0 if match[1][:1] == "0" and len(match[1]) > 1 else 10)
        for other in (value + 1, value - 1):
            if other >= 0:
                self.add(begin, end, f"{text} -> {other}", f"{other}{match[2]}")

    def character(self, begin, end):
        text = self.of(begin, end)
        if "'" in text:
            for sign in "+-":
                self.add(begin, end, f"{text} -> {text} {sign} 1", f"static_cast<decltype({text})>({text} {sign} 1)")

    def operators(self, cursor, parts):
        begin, end = self.span(cursor)
        operands = [c for c in parts if not re.fullmatch(r"[-+*/%<>=!&|^~]+", self.of(*self.span(c)))]
        operands = [c for c in operands if kind_of(c) not in (CursorKind.TYPE_REF, CursorKind.TEMPLATE_REF, CursorKind.NAMESPACE_REF)]
        if len(operands) == 2:
            (b1, e1), (b2, e2) = map(self.span, operands)
            if b1 == begin and e2 == end and e1 <= b2:
                self.binary(begin, end, operands, self.of(e1, b2).strip())
        elif len(operands) == 1:
            b, e = self.span(operands[0])
            operator = self.of(begin, b).strip()
            if e == end and operator in UNARY:
                replacement = self.of(b, e)
                self.add(begin, end, f"{operator}x -> x", f"static_cast<bool>({replacement})" if operator == "!" else replacement)

    def binary(self, begin, end, operands, operator):
        left, right = (self.of(*self.span(c)) for c in operands)
        if operator in LOGICAL:
            self.add(begin, end, f"a {operator} b -> a", f"static_cast<bool>({left})")
            self.add(begin, end, f"a {operator} b -> b", f"static_cast<bool>({right})")
        elif operator in EXCHANGED:
            if type_kind(operands[1]) == TypeKind.POINTER and operator in ("+", "-"):
                self.skipped["differences of pointers"] += 1
                return
            other = EXCHANGED[operator]
            self.add(begin, end, f"{operator} -> {other}", f"({left}) {other} ({right})")

    def removal(self, parent, cursor):
        """A statement that is an expression: it is left out."""
        kind = kind_of(cursor)
        if kind is None or not (kind.is_expression() or kind == CursorKind.UNEXPOSED_EXPR):
            return
        begin, end = self.span(cursor)
        header = self.of(parent.extent.start.offset, begin)
        # Not the parts of the head of a loop, nor a condition.
        if kind_of(parent) in LOOPS | {CursorKind.IF_STMT, CursorKind.CXX_FOR_RANGE_STMT}:
            if header.count("(") != header.count(")"):
                return
        if not self.text[end:].lstrip().startswith(b";"):
            return
        text = self.of(begin, end)
        if not text.startswith(("static_cast<void>", "void(", "__builtin", "Expects")):
            self.edits[begin, end].append(("removed", None))

    # --- writing ---

    def render(self, numbers, begin, end, edits):
        """The text from `begin` to `end` with the edits in it, which are sorted: outer ones first."""
        out = []
        at = begin
        while edits:
            (b, e), rest = edits[0], edits[1:]
            inner = [x for x in rest if x[1] <= e and x[0] >= b and x != (b, e) and b != e]
            edits = rest[len(inner):]
            out.append(self.of(at, b))
            out.append(self.alternatives(numbers, b, e, self.render(numbers, b, e, inner)))
            at = e
        out.append(self.of(at, end))
        return "".join(out)

    def alternatives(self, numbers, begin, end, original):
        mutants = list(zip(numbers[begin, end], self.edits[begin, end]))
        if begin == end:
            (n, (_, test)), = mutants
            return f"; !CDCNET_MUTANT({n}) && {test}"
        if any(r is None for _, (_, r) in mutants):
            n = next(n for n, (_, r) in mutants if r is None)
            others = [(m, edit) for m, edit in mutants if edit[1] is not None]
            return f"(CDCNET_MUTANT({n}) ? void() : void({self.choice(others, original)}))"
        if mutants[0][1][0].startswith("condition"):
            original = f"static_cast<bool>({original})"
        return self.choice(mutants, original)

    @staticmethod
    def choice(mutants, original):
        if not mutants:
            return original
        return "(" + "".join(f"CDCNET_MUTANT({n}) ? ({r}) : " for n, (_, r) in mutants) + f"({original}))"

    def mutated(self, numbers):
        edits = sorted(self.edits, key=lambda s: (s[0], -s[1]))
        text = self.render(numbers, 0, len(self.text), edits)
        text = text.replace("std::is_constant_evaluated()", "CDCNET_CONSTANT_EVALUATED()")
        text = re.sub(r"return detail::tables<T, (\S+)>::layout;", r"return CDCNET_TABLE(T, \1);", text)
        return text.replace("#pragma once\n", "#pragma once\n#include <mutation/mutant.hpp>\n", 1)


def checked_at_run_time(path):
    """The text of a test whose static assertions are test cases, and checks in test cases."""
    lines = [f'#line 1 "{path}"']
    for number, line in enumerate(path.read_text().split("\n"), 1):
        line = re.sub(r"^static_assert\(", f'CDCNET_CHECK_CASE("{path.parent.name}/{path.name} {number}", ', line)
        lines.append(re.sub(r"^    static_assert\(", "    CDCNET_CHECK(", line))
    return "\n".join(lines)


def parse(include, names):
    source = "".join(f"#include <{n}>\n" for n in names)
    unit = Index.create().parse("all.cpp", args=["-std=c++20", f"-I{include}"], unsaved_files=[("all.cpp", source)])
    errors = [d for d in unit.diagnostics if d.severity >= 3]
    if errors:
        raise SystemExit(f"mutate.py: {errors[0]}")
    return unit


def write(path, text):
    """Writes a file, unless it says this already: what has not changed is not compiled again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--include", required=True, type=pathlib.Path)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--tests", required=True, type=pathlib.Path)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    headers = [f for f in arguments.files if f.endswith(".hpp")]

    unit = parse(arguments.include, headers)
    files = {}
    for name in headers:
        files[str(arguments.include / name)] = File(name, (arguments.include / name).read_bytes())
    for cursor in unit.cursor.get_children():
        where = cursor.location.file
        if where is not None and where.name in files:
            files[where.name].walk(cursor)

    mutants = []
    skipped = collections.Counter()
    for file in files.values():
        numbers = {}
        for begin, end in sorted(file.edits, key=lambda s: (s[0], -s[1])):
            numbers[begin, end] = []
            for operator, _ in file.edits[begin, end]:
                line = file.text.count(b"\n", 0, begin) + 1
                column = begin - file.text.rfind(b"\n", 0, begin)
                number = len(mutants) + 1
                numbers[begin, end].append(number)
                mutants.append({
                    "number": number, "file": file.name, "line": line, "column": column, "operator": operator,
                    "text": file.of(begin, end), "source": file.text.split(b"\n")[line - 1].decode().strip(),
                })  # fmt: skip
        skipped += file.skipped
        write(arguments.output / "include" / file.name, file.mutated(numbers))
    for test in arguments.files:
        if test.endswith(".cpp"):
            write(arguments.output / "tests" / test, checked_at_run_time(arguments.tests / test))
    (arguments.output / "mutants.json").write_text(json.dumps({"mutants": mutants, "skipped": skipped}, indent=1))
    by_file = collections.Counter(m["file"] for m in mutants)
    for name in headers:
        print(f"{by_file[name]:5} {name}")
    print(f"{len(mutants):5} mutants; skipped: {dict(skipped)}")


if __name__ == "__main__":
    main()
