"""Strings for people that no mark of translation stands at, in templates and in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_MARKED = re.compile(r"\{% trans.*?endtrans %\}|\b_\(([\"']).*?\1|\{#.*?#\}", re.S)
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_LITERAL = re.compile(r'"([^"]*)"')
_SAID = re.compile(r"[a-z] [a-z]|^ ?[A-Z][a-z]+| (?:and|or) ")
_ATTRIBUTE = re.compile(r'(?:aria-label|placeholder|title|alt|label)="([^"]*[A-Za-z]{2}[^"]*)"')
_CODE = re.compile(r"<(script|style|code)\b[^>]*>.*?</\1>", re.S)
_MARKS = ("_", "N_", "ngettext")
_SENTENCE = re.compile(r"^[A-Z“%][^\n]* [^\n]*[.?!]\n?$")


def unmarked_in_template(text: str) -> Iterator[str]:
    """Words of a template that are printed as they are: between tags, in labels, in literals of expressions."""
    rest = _MARKED.sub("", re.sub(r"\{% block (title|body_class) %\}[\w -]*\{% endblock %\}", _block, text))
    for expression in _EXPRESSION.findall(rest):
        yield from (found for found in _LITERAL.findall(expression) if _SAID.search(found))
    plain = _EXPRESSION.sub("", rest)
    yield from _ATTRIBUTE.findall(plain)
    between = re.sub(r"<[^>]*>", "\n", _CODE.sub("", plain))
    yield from (line.strip() for line in between.splitlines() if re.search(r"[A-Za-z]{2}", re.sub(r"&\w+;", "", line)))


def _block(match: re.Match[str]) -> str:
    """A block of classes names no words for people."""
    return "" if match[1] == "body_class" else match[0]


def unmarked_in_code(path: Path) -> Iterator[str]:
    """Constants of a module that read like a sentence, but for docstrings, and stand in no mark."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {id(part) for call in _calls(tree) for arg in call.args for part in ast.walk(arg)} | set(_docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in known:
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if _SENTENCE.search(text):
                yield text


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
            yield node


def _docstrings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                yield id(first.value)
