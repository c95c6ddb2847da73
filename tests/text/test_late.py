"""Patterns that are compiled late are what they would be, and all of them can be."""

from __future__ import annotations

import copy
import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import factbook.rules
import factbook.text
from factbook.text.late import pattern

MODULES = [
    f"{room.__name__}.{found.name}" for room in (factbook.text, factbook.rules) for found in iter_modules(room.__path__)
]


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_of_a_module_compiles(module: str) -> None:
    late = [value for value in vars(import_module(module)).values() if type(value) is type(pattern(""))]
    assert all(found.flags is not None for found in late)


def test_a_late_pattern_answers_as_a_compiled_one() -> None:
    late, compiled = pattern(r"(?P<word>b\w+)", re.I), re.compile(r"(?P<word>b\w+)", re.I)
    for text in ("a Bee", "none"):
        for _ in range(2):
            assert [m.span("word") for m in late.finditer(text)] == [m.span("word") for m in compiled.finditer(text)]
            assert late.sub("x", text) == compiled.sub("x", text)
    assert (late.pattern, late.flags) == (compiled.pattern, compiled.flags)


def test_a_late_pattern_can_be_copied() -> None:
    assert copy.copy(pattern("a+")).fullmatch("aa")


def test_what_is_wrong_with_a_pattern_is_said_when_it_is_asked() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")
