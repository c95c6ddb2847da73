"""`attributed`: whose words a quote gives is what its own sentence says, or what the source says of its paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule, named
from factbook.schema import Column
from factbook.text.attribution import INTERVIEWER, REPORTER, SPEAKER
from factbook.text.naming import may_be_same

_WORDS = {REPORTER: "the reporter's", SPEAKER: "a speaker's", INTERVIEWER: "the interviewer's"}


def check_voice(quote: Quote) -> Fault | None:
    """The voice is one that the quote's sentence, or its turn of the interview, gives."""
    voices = quote.voices
    if not voices or quote.voice not in _WORDS or quote.voice in voices:
        return None
    found = " or ".join(_WORDS[voice] for voice in sorted(voices))
    message = f"the words are {found} by their own sentence, not {_WORDS[quote.voice]}"
    return Fault("voice", message, f"write `voice: {min(voices)}`, or take the words that attribute it")


def check_cited_voice(_value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The voice of a citation, with its own quote."""
    return check_voice(quotes[0])


def check_cited_speaker(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The speaker of a citation, with its own quote."""
    reference = record.references.get(value)
    return check_speaker(quotes[0], reference.names_in(quotes[0].source)) if reference else None


def check_speaker(quote: Quote, names: Sequence[str]) -> Fault | None:
    """The speaker is whom the sentence names; by a turn of an interview, whom the source lists there.

    `names` are those of the speaker.
    """
    context, listed = quote.context, quote.listed
    if not quote.speaker or not context.voices:
        return None
    if listed or context.turn:
        return None if quote.speaker == listed else _not_listed(listed)
    if any(may_be_same(printed, names) for printed in context.names):
        return None
    said = ", ".join(map(repr, context.names))
    attributed = f"attributes its words to {said}" if said else "attributes its words to nobody by name"
    return Fault(
        "speaker", f"the sentence {attributed}, not to {next(iter(names), quote.speaker)!r}", "name who says it there"
    )


def _not_listed(listed: str) -> Fault:
    if listed:
        return Fault("speaker", f"the source says that {listed!r} speaks here", "name who speaks there")
    hint = "list who speaks in which paragraph under `speaks:` of the source"
    return Fault("speaker", "the source does not say who speaks in this paragraph", hint)


RULES = (
    Rule(check_cited_voice, named("voice"), "attributed", of_citations=True),
    Rule(check_cited_speaker, named("speaker"), "attributed", of_citations=True, asks_names=True),
)
