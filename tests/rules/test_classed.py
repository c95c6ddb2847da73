"""`classed`: a closed list that an article claims is shown by words of the lexicon."""

from __future__ import annotations

import pytest

from factbook.problems import Fault
from factbook.rules.classed import check_class
from factbook.rules.rule import Quote, Record
from factbook.schema import Column
from factbook.text.context import context_of
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon
from factbook.text.normalise import Span

STATUS = Column("status", "TEXT", True, False, ("signed", "proposed", "reported"), None, "", frozenset({"class"}))
LEXICON = Lexicon(
    {
        ClassKey("deals", "status", "signed"): ClassWords({"en": ("signed",)}, is_fact=True),
        ClassKey("deals", "status", "proposed"): ClassWords({"en": ("potential",)}),
        ClassKey("deals", "status", "reported"): ClassWords({"en": ()}, is_fact=True, otherwise=True),
    },
    {"en": ("potential", "could")},
    {"en": ("not",)},
)
TEXT = "Ana Ruiz said that the Mexican firms signed a deal, and that Japan could not yet. Trade rose to a record."


def _quote(words: str, text: str = TEXT, voice: str = "speaker", speaker: str = "") -> Quote:
    start = text.index(words)
    said = context_of(text, [Span(start, start + len(words))], "en", LEXICON).as_text()
    return Quote(words, "wire", 1, voice, speaker, "en", said)


def _record() -> Record:
    return Record("deals", {}, lexicon=LEXICON)


def _kind(fault: Fault | None) -> str | None:
    return fault and fault.kind


@pytest.mark.parametrize(
    ("value", "words", "kind"),
    [
        ("signed", "firms signed a deal", None),
        ("signed", "the Mexican firms", None),
        ("signed", "Trade rose to", "class"),
        ("proposed", "firms signed a deal", "class"),
        ("reported", "Trade rose to", None),
        ("reported", "firms signed a deal", "class"),
    ],
)
def test_a_class_is_shown_by_the_quote_or_its_sentence(value: str, words: str, kind: str | None) -> None:
    assert _kind(check_class(value, STATUS, _record(), (_quote(words),))) == kind


def test_a_hedge_or_a_negation_outside_the_quote_counts_too() -> None:
    text = "They have not signed it."
    fault = check_class("signed", STATUS, _record(), (_quote("signed it", text),))
    assert fault is not None
    assert "hedged or denied" in fault.message


def test_a_class_that_is_not_shown_is_told_with_its_words_or_with_what_is_shown() -> None:
    quotes = (_quote("Trade rose to"),)
    fault = check_class("signed", STATUS, _record(), quotes)
    assert fault is not None
    assert fault.hint.startswith("its words: signed;")
    fault = check_class("proposed", STATUS, _record(), (_quote("firms signed a deal"),))
    assert fault is not None
    assert fault.hint == "the quote shows 'signed'"


def test_a_class_that_the_lexicon_no_longer_has_is_refused_though_the_lock_was_written_when_it_had() -> None:
    now = Lexicon({key: words for key, words in LEXICON.classes.items() if key.value != "signed"}, {}, {})
    fault = check_class("signed", STATUS, Record("deals", {}, lexicon=now), (_quote("Mexican firms"),))
    assert _kind(fault) == "class"
