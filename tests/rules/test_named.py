"""`named`: what a reference refers to is named in a quote, or in the reason of a derivation."""

from __future__ import annotations

import pytest

from factbook.problems import Fault
from factbook.rules.named import check_derived, check_named, check_other, check_speaks
from factbook.rules.rule import Quote, Record, Reference
from factbook.schema import Column
from factbook.text.support import known_names

PLACE = Column("place", "TEXT", False, False, (), "places", "", frozenset())
NAMES = {
    "mexico": Reference("places", "Mexico", ("Mexico", "Mexican")),
    "japan": Reference("places", "Japan", ("Japan", "Japanese")),
    "trip": Reference("meetings", "Trip to Japan", ("Trip to Japan",), (("the trip", frozenset({"wire"})),)),
}


def _quote(words: str, source: str = "wire", speaker: str = "") -> Quote:
    return Quote(words, source, 1, "speaker", speaker, "en", "")


def _record(reason: str = "") -> Record:
    return Record("deals", {}, references=NAMES, reason=reason)


def _kind(fault: Fault | None) -> str | None:
    return fault and fault.kind


@pytest.mark.parametrize(("value", "kind"), [("mexico", None), ("japan", "named"), ("nowhere", None)])
def test_a_reference_is_named_in_a_quote(value: str, kind: str | None) -> None:
    assert _kind(check_named(value, PLACE, _record(), (_quote("the Mexican firms signed"),))) == kind


def test_what_a_quote_denies_is_told_as_that() -> None:
    fault = check_named("japan", PLACE, _record(), (_quote("is built not in Japan but in Mexico"),))
    assert fault
    assert fault.message == "'Japan' is named in the quote only as what it is not"
    assert "what it affirms is 'is built not but in Mexico'" in fault.hint


def test_a_name_in_a_longer_one_is_not_told_as_denied() -> None:
    places = {
        "leon": Reference("places", "León", ("León",)),
        "nuevo-leon": Reference("places", "Nuevo León", ("Nuevo León",)),
    }
    known = known_names({id: place.names for id, place in places.items()})
    record = Record("deals", {}, references=places, known=known)
    fault = check_named("leon", PLACE, record, (_quote("a plant in Nuevo León"),))
    assert fault
    assert fault.message == "'León' is not named in the quote"


def test_whose_words_a_quote_gives_need_not_be_named_in_it() -> None:
    assert check_named("japan", PLACE, _record(), (_quote("Mexican firms signed", speaker="japan"),)) is None


def test_a_fault_names_what_is_missing_and_its_names() -> None:
    fault = check_named("japan", PLACE, _record(), (_quote("Mexican firms signed"),))
    assert fault is not None
    assert fault.message == "'Japan' is not named in the quote"
    assert "'Japan', 'Japanese'" in fault.hint


@pytest.mark.parametrize(
    ("value", "reason", "kind"),
    [
        ("japan", "the other side is Japan", None),
        ("mexico", "the firms are of there", None),
        ("japan", "the other side", "named"),
    ],
)
def test_a_reason_names_what_it_derives_or_a_quote_does(value: str, reason: str, kind: str | None) -> None:
    assert _kind(check_derived(value, PLACE, _record(reason), (_quote("Mexican firms signed"),))) == kind


@pytest.mark.parametrize(("source", "kind"), [("wire", None), ("post", "named")])
def test_an_articles_own_word_for_a_record_counts_in_that_article(source: str, kind: str | None) -> None:
    assert _kind(check_named("trip", PLACE, _record(), (_quote("during the trip they met", source),))) == kind


def test_a_person_speaks_by_a_quote_of_theirs_not_by_being_named() -> None:
    record = Record("claims", {}, references={"ruiz": Reference("people", "Ana Ruiz", ("Ana Ruiz",), is_person=True)})
    named, said = _quote("Ana Ruiz, president of"), _quote("exports will double", speaker="ruiz")
    assert _kind(check_speaks("ruiz", PLACE, record, (named,))) == "named"
    assert check_speaks("ruiz", PLACE, record, (named, said)) is None
    assert check_speaks("ruiz", PLACE, record._replace(reason="She is Ana Ruiz."), (named,)) is None
    assert check_speaks("mexico", PLACE, _record(), (named,)) is None


def test_a_longer_name_of_another_of_its_kind_hides_the_shorter_one() -> None:
    names = {"leon": ("León",), "nuevo-leon": ("Nuevo León",), "chamber": ("Chamber of Nuevo León",)}
    tables = {"leon": "places", "nuevo-leon": "places", "chamber": "bodies"}
    references = {id: Reference(tables[id], found[0], found) for id, found in names.items()}
    record = Record("deals", {}, references=references, known=known_names(names))
    assert _kind(check_named("leon", PLACE, record, (_quote("a line in Nuevo León opened"),))) == "named"
    assert check_named("nuevo-leon", PLACE, record, (_quote("a line in Nuevo León opened"),)) is None
    assert check_named("nuevo-leon", PLACE, record, (_quote("the Chamber of Nuevo León"),)) is None


def test_a_record_refers_to_another_not_to_itself() -> None:
    record = Record("deals", {"id": "a-deal"})
    assert _kind(check_other("a-deal", PLACE, record, ())) == "reference"
    assert check_other("japan", PLACE, record, ()) is None
