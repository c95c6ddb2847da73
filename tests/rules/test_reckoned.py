"""`reckoned` and `inferred`: what is not printed follows by arithmetic, or by a reason that names it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbook.problems import Fault
from factbook.rules.reckoned import check_class, check_derivation, check_reckoned
from factbook.rules.rule import Quote, Record, Reference
from factbook.schema import Column
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon

SIGNED = Column("signed", "TEXT", False, False, (), None, "", frozenset({"date"}))
ARTICLE = {"wire": Reference("sources", "Trade", ("Trade",), values=("Ana Ruiz", "2020-11-24"))}
QUOTE = Quote("40th anniversary of a deal", "wire", 1, "reporter", "", "en", "")


def _kind(fault: Fault | None) -> str | None:
    return fault and fault.kind


@pytest.mark.parametrize(
    ("value", "reason", "kind"),
    [
        ("1980", "= source.year - 40; the 40th anniversary", None),
        ("1981", "= source.year - 40; the 40th anniversary", "reckoned"),
        ("2020", "as of the day of the article", None),
        ("1998", "the deal of 1998 is meant", None),
        ("1999", "the deal of 1998 is meant", "reason"),
    ],
)
def test_a_date_is_worked_out_or_its_year_is_told(value: str, reason: str, kind: str | None) -> None:
    record = Record("deals", {"signed": value}, references=ARTICLE, reason=reason)
    assert _kind(check_reckoned(value, SIGNED, record, (QUOTE,))) == kind


@pytest.mark.parametrize(
    ("value", "reason", "kind"),
    [
        ("1980", "= source.year - 40; the 40th anniversary", None),
        ("2021", "= source.year + 1", None),
        ("2023~", "= source.year + 3", "reckoned"),
        ("1981", "= source.year - 40", "reckoned"),
        ("1980", "= source.month - 40", "reckoned"),
        ("1980", "it follows from the anniversary", None),
        ("1980", "because", "reason"),
        ("1980", "四十周年から", None),
    ],
)
def test_a_value_follows_by_arithmetic_or_by_a_reason(value: str, reason: str, kind: str | None) -> None:
    found = check_derivation(value, reason, {"source.year": Fraction(2020)}, [Fraction(40)])
    assert _kind(found) == kind


def test_a_class_that_goes_without_saying_is_not_derived_from_words_for_another() -> None:
    status = Column("status", "TEXT", False, False, ("reported", "expected"), None, "", frozenset({"class"}))
    words = {"reported": ClassWords({}, is_fact=True, otherwise=True), "expected": ClassWords({"en": ("expect*",)})}
    lexicon = Lexicon({ClassKey("deals", "status", value): found for value, found in words.items()})
    for reason, kind in (("The sentence tells it as done.", None), ("It is expected by then.", "reason")):
        record = Record("deals", {"status": "reported"}, lexicon=lexicon, reason=reason)
        assert _kind(check_class("reported", status, record, (QUOTE,))) == kind


def test_a_wrong_sum_is_told_with_the_right_one() -> None:
    fault = check_derivation("1981", "= source.year - 40", {"source.year": Fraction(2020)}, [Fraction(40)])
    assert fault is not None
    assert fault.message == "source.year - 40 is 1980, not 1981"
