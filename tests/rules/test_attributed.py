"""`attributed`: whose words a quote gives is what its own sentence says, or its article's list of who speaks where."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from factbook.problems import Fault
from factbook.rules.attributed import check_cited_speaker, check_cited_voice, check_needed, check_speaker, check_voice
from factbook.rules.rule import Quote, Record, Reference
from factbook.schema import Column
from factbook.text.context import context_of
from factbook.text.lexicon import Lexicon
from factbook.text.normalise import Span

TEXT = "Ana Ruiz said that the Mexican firms signed a deal, and that Japan could not yet. Trade rose to a record."


def _quote(words: str, voice: str = "speaker", speaker: str = "", listed: str = "") -> Quote:
    start = TEXT.index(words)
    said = context_of(TEXT, [Span(start, start + len(words))], "en", Lexicon()).as_text()
    return Quote(words, "wire", 1, voice, speaker, "en", said, listed)


def _kind(fault: Fault | None) -> str | None:
    return fault and fault.kind


@pytest.mark.parametrize(
    ("words", "voice", "kind"),
    [
        ("firms signed a deal", "speaker", None),
        ("firms signed a deal", "reporter", "voice"),
        ("Trade rose to", "reporter", None),
        ("Trade rose to", "speaker", "voice"),
        ("Trade rose to", "interviewer", "voice"),
    ],
)
def test_a_voice_is_that_of_the_sentence(words: str, voice: str, kind: str | None) -> None:
    assert _kind(check_voice(_quote(words, voice=voice))) == kind


def test_a_speaker_is_whom_the_sentence_names() -> None:
    quote = _quote("firms signed a deal", speaker="ana-ruiz")
    assert check_speaker(quote, ("Ana Ruiz", "Ruiz")) is None
    fault = check_speaker(quote, ("Eva Ramos",))
    assert fault is not None
    assert fault.message == "the sentence attributes its words to 'Ana Ruiz', not to 'Eva Ramos'"


def test_a_speaker_whose_names_are_not_known_is_called_by_the_id() -> None:
    fault = check_speaker(_quote("firms signed a deal", speaker="eva-ramos"), ())
    assert fault is not None
    assert fault.message.endswith("not to 'eva-ramos'")


def test_in_an_interview_the_speaker_is_whom_the_source_lists_there() -> None:
    assert check_speaker(_quote("firms signed a deal", speaker="ana-ruiz", listed="ana-ruiz"), ("Eva Ramos",)) is None
    listed = _quote("firms signed a deal", speaker="ana-ruiz", listed="eva-ramos")
    assert _kind(check_speaker(listed, ("Ana Ruiz",))) == "speaker"


def test_a_turn_of_an_interview_has_no_speaker_before_the_source_lists_one() -> None:
    turn = _quote("firms signed a deal", speaker="ana-ruiz")._replace(said="v=s|t=1")
    assert _kind(check_speaker(turn, ("Ana Ruiz",))) == "speaker"


KNOWN = MappingProxyType({"ana-ruiz": Reference("people", "Ana Ruiz", ("Ana Ruiz",), values=("Ruiz",))})
COLUMN = Column("speaker", "TEXT", False, False, (), "facts", "", frozenset())


def _inferred(words: str, reason: str, speaker: str = "ana-ruiz") -> Fault | None:
    quote = _quote(words, speaker=speaker)._replace(reason=reason)
    record = Record("claims", {}, references=KNOWN)
    return (
        check_cited_speaker(speaker, COLUMN, record, (quote,))
        if speaker
        else check_needed("", COLUMN, record, (quote,))
    )


def test_whose_words_they_are_may_be_inferred_with_a_reason_that_names_the_speaker() -> None:
    assert _inferred("Trade rose to", "The account of what Ruiz said goes on.") is None
    assert _kind(_inferred("Trade rose to", "The account goes on in the next sentence.")) == "reason"


def test_a_reason_is_needless_where_the_sentence_says_whose_words_they_are() -> None:
    fault = _inferred("firms signed a deal", "Ana Ruiz said so in this sentence.")
    assert fault is not None
    assert fault.hint == "leave the reason out"
    assert _kind(_inferred("firms signed a deal", "A person said so in this sentence.", speaker="")) == "reason"
    assert _inferred("Trade rose to", "A person without a name goes on.", speaker="") is None


def test_a_voice_with_a_reason_is_not_that_of_the_sentence() -> None:
    quote = _quote("Trade rose to", speaker="ana-ruiz")
    assert _kind(check_cited_voice("speaker", COLUMN, Record("claims", {}), (quote,))) == "voice"
    quote = quote._replace(reason="The account of what Ruiz said goes on.")
    assert check_cited_voice("speaker", COLUMN, Record("claims", {}), (quote,)) is None
