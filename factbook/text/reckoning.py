"""Values that follow by arithmetic: a reason that begins with "=" is an expression, and is worked out.

`= source.year - 40; the 40th anniversary is this year` is a number, or a fault that says what is wrong with it. Four
operations, brackets, numbers, the record's own values by column, `source.year`, `source.month`, `source.day`, and
`count(list)`: nothing else is understood, and nothing is ever run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

_LONGEST = 200
_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
_SIGNS = "+ - * / ( )"


class Unreckonable(ValueError):
    """The expression cannot be worked out; its text says why."""


class Reckoned(NamedTuple):
    """The value of an expression, the numbers that it writes out, and the names that it uses, each in order."""

    value: Fraction
    literals: tuple[Fraction, ...]
    names: tuple[str, ...]


def expression_of(reason: str) -> str | None:
    """The expression in a reason, which is what stands between "=" and the first semicolon; None where it has none."""
    return reason[1:].split(";")[0].strip() if reason.startswith("=") else None


def reckon(expression: str, values: Mapping[str, Fraction]) -> Reckoned:
    """Work the expression out; `values` by name, such as "source.year", "value", "count(parties)".

    Raises Unreckonable.
    """
    if len(expression) > _LONGEST:
        raise Unreckonable(f"the expression is longer than {_LONGEST} characters")
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise Unreckonable(f"{expression!r} is no expression") from None
    literals: list[Fraction] = []
    names: list[str] = []
    return Reckoned(_value(tree.body, values, literals, names), tuple(literals), tuple(names))


def _value(node: ast.expr, values: Mapping[str, Fraction], literals: list[Fraction], names: list[str]) -> Fraction:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        left, right = (_value(side, values, literals, names) for side in (node.left, node.right))
        return _operate(node.op, left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values, literals, names)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        literals.append(Fraction(str(node.value)))
        return literals[-1]
    name = ast.unparse(node)
    if name not in values:
        known = ", ".join(sorted(values)) or "none"
        raise Unreckonable(f"{name!r} is no value that is known here ({known}), nor one of {_SIGNS}")
    names.append(name)
    return values[name]


def _operate(operation: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    try:
        return _OPERATIONS[type(operation)](left, right)
    except ZeroDivisionError:
        raise Unreckonable("it divides by nothing") from None
