"""Of a whole and its part, the number of a record is the part, unless it says otherwise; a day of a date is none."""

from __future__ import annotations

import pytest

from factbook.rules.readings import check_number
from factbook.rules.rule import Quote, Record
from factbook.schema import load_schema
from factbook.text.context import context_of
from factbook.text.lexicon import Lexicon
from factbook.text.normalise import Span
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
FIGURES, MEETINGS = SCHEMA.tables["figures"].given, SCHEMA.tables["meetings"].given


def quote(text: str, language: str = "en") -> Quote:
    return Quote(text, "a", 1, "reporter", "", language, "")


@pytest.mark.parametrize(
    ("value", "text", "citations", "is_read"),
    [
        ("5", "eleven meetings in Japan, five of which", 2, True),
        ("11", "eleven meetings in Japan, five of which", 2, False),
        ("5", "eleven meetings in Japan, five of which", 1, False),
        ("5", "five of which were with suppliers", 1, True),
        ("11", "held eleven meetings in Japan", 1, True),
    ],
)
def test_five_of_which_is_a_part_and_what_it_is_of_must_be_cited_too(
    value: str, text: str, citations: int, is_read: bool
) -> None:
    record = Record("figures", {"value": value, "citations": [{}] * citations}, value)
    assert (check_number(value, FIGURES["value"], record, (quote(text),)) is None) is is_read


@pytest.mark.parametrize(
    ("value", "text", "language", "label", "is_read"),
    [
        ("212", "shipped 212 of its 640 lots", "en", "Lots shipped", True),
        ("640", "shipped 212 of its 640 lots", "en", "Lots shipped", False),
        ("640", "shipped 212 of its 640 lots", "en", "Lots in total", True),
        ("27", "one of the 27 states", "en", "States", True),
        ("120", "48 de las 120 empresas", "es", "Companies", False),
        ("4300", "従業員は1万2千人で、このうち4300人が", "ja", "Staff", True),
        ("12000", "従業員は1万2千人で、このうち4300人が", "ja", "Staff", False),
        ("12000", "従業員は1万2千人で", "ja", "Staff", True),
    ],
)
def test_of_a_whole_and_its_part_the_number_is_the_part_unless_the_record_says_that_it_is_a_total(
    value: str, text: str, language: str, label: str, is_read: bool
) -> None:
    record = Record("figures", {"value": value, "label": label}, value, ours=frozenset({"label"}))
    assert (check_number(value, FIGURES["value"], record, (quote(text, language),)) is None) is is_read


@pytest.mark.parametrize(("label", "is_taken"), [("Lots shipped", False), ("Lots in all", True)])
def test_a_whole_that_a_quote_cuts_from_its_part_is_a_total_too(label: str, is_taken: bool) -> None:
    paragraph, words = "It shipped 212 of its 640 lots there.", "640 lots there"
    span = Span(paragraph.index(words), paragraph.index(words) + len(words))
    said = context_of(paragraph, [span], "en", Lexicon()).as_text()
    record = Record("figures", {"value": "640", "label": label}, "640", ours=frozenset({"label"}))
    fault = check_number("640", FIGURES["value"], record, (quote(words)._replace(said=said),))
    assert (fault is None) is is_taken


@pytest.mark.parametrize(
    ("language", "text", "value", "kind"),
    [
        ("en", "the second forum on Feb. 17, 2026", "17", "number"),
        ("en", "the second forum on Feb. 17, 2026", "2", None),
        ("es", "la séptima ronda, el 5 de mayo", "5", "number"),
        ("es", "la séptima ronda, el 5 de mayo", "7", None),
        ("ja", "第7回農業対話は来年2月に開く", "2", "number"),
        ("ja", "第7回農業対話は来年2月に開く", "7", None),
    ],
)
def test_the_month_or_the_day_of_a_date_counts_nothing(language: str, text: str, value: str, kind: str | None) -> None:
    fault = check_number(value, MEETINGS["edition"], Record("meetings", {}), (quote(text, language),))
    assert (fault and fault.kind) == kind
