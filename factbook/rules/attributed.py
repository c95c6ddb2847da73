"""`attributed`: whose words a quote gives is what its own sentence says, or what the source says of its paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.problems import Fault
from factbook.rules.named import parts_of_names
from factbook.rules.rule import Quote, Record, Reference, Rule, named
from factbook.rules.worded import check_worded
from factbook.schema import Column
from factbook.text.attribution import INTERVIEWER, REPORTER, SPEAKER
from factbook.text.naming import may_be_same, named_by

_NEEDLESS = Fault("reason", "the quote's own sentence says whose words they are", "leave the reason out")
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
    """The voice of a citation, with its own quote; one with a reason is inferred."""
    return None if quotes[0].reason else check_voice(quotes[0])


def check_cited_speaker(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The speaker of a citation, with its own quote; a reason for it names the speaker."""
    reference = record.references.get(value)
    if quotes[0].reason:
        return _check_reason(quotes[0], reference) if reference else None
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
    hint = "name who says it there, or say in the citation's `reason` who that is"
    return Fault("speaker", f"the sentence {attributed}, not to {next(iter(names), quote.speaker)!r}", hint)


def _check_reason(quote: Quote, speaker: Reference) -> Fault | None:
    """The reason names the speaker, and is needed: the sentence itself does not name the one."""
    if not named_by((*speaker.all_names, *parts_of_names(speaker)), quote.reason):
        message = f"{speaker.label!r} is not named in the reason {quote.reason!r}"
        return Fault("reason", message, "name the speaker in the reason")
    if check_voice(quote) or check_speaker(quote, speaker.names_in(quote.source)):
        return None
    return _NEEDLESS


def check_needed(_value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A reason for a voice without a speaker is needed: the sentence itself does not give that voice."""
    return _NEEDLESS if not quotes[0].speaker and not check_voice(quotes[0]) else None


def _not_listed(listed: str) -> Fault:
    if listed:
        return Fault("speaker", f"the source says that {listed!r} speaks here", "name who speaks there")
    hint = "list who speaks in which paragraph under `speaks:` of the source"
    return Fault("speaker", "the source does not say who speaks in this paragraph", hint)


RULES = (
    Rule(check_cited_voice, named("voice"), "attributed", of_citations=True),
    Rule(check_needed, named("reason"), "attributed", of_citations=True),
    Rule(check_worded, named("reason"), "worded", of_citations=True, asks_names=True),
    Rule(check_cited_speaker, named("speaker"), "attributed", of_citations=True, asks_names=True),
)
