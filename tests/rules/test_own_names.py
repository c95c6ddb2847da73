"""A name that is put into an order of our own is made of printed words."""

from __future__ import annotations

import pytest

from factbook.factfiles.nodes import YamlValue
from factbook.rules.own_names import check_own_name
from factbook.rules.rule import Record
from factbook.schema import Column

LABEL = Column("name", "TEXT", False, False, (), None, "", frozenset({"label", "editorial"}))


def _is_taken(name: str, **values: YamlValue) -> bool:
    record = Record("people", values, named_in=("name_as_printed", "aliases", "names"))
    return check_own_name(name, LABEL, record, ()) is None


@pytest.mark.parametrize(
    ("name", "taken"),
    [("Ana Ruiz", True), ("Ruiz Ana", True), ("Ana Ruíz", True), ("Ana Mora", False), ("Juan Ruiz", False)],
)
def test_a_name_is_made_of_the_words_of_the_printed_one(name: str, taken: bool) -> None:
    assert _is_taken(name, name_as_printed="Ruiz Ana") is taken


def test_other_names_serve_too() -> None:
    assert _is_taken("Ana Ruiz", name_as_printed="Sra. Ruiz", aliases=["Ana R."])
    assert _is_taken("Ana Ruiz", name_as_printed="Sra. Ruiz", names=[{"name": "Ana Ruiz", "kind": "Mora"}])
    assert not _is_taken("Ana Mora", name_as_printed="Ana Ruiz", names=[{"name": "Ana", "kind": "Mora"}])


def test_a_name_printed_in_another_script_cannot_be_held_against_it() -> None:
    assert _is_taken("Goro Hata", name_as_printed="畑吾郎")
    assert not _is_taken("Ken Hata", name_as_printed="畑吾郎", names=[{"name": "Goro Hata"}])
