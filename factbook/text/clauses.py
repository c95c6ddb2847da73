"""Claims in a sentence: each verb of saying, the stretch that it carries, and the names that stand as its subject.

Read by the words of saying of a language, and by nothing else; what is in quotation marks holds no claim of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from factbook.text.late import pattern
from factbook.text.names import DAYS_AND_MONTHS
from factbook.text.speech import Speech
from factbook.text.subjects import CALLED, RUN, subjects_in

QUOTED = pattern(r'"[^"]*"?|「[^」]*」?|『[^』]*』?')
_JA_RUN = pattern(r"[一-龥々ヶ]+(?:・[一-龥々]+)*|[ァ-ヴー]+(?:[・=][ァ-ヴー]+)*[一-龥]*|[A-Za-z]+")
_JA_POST = (
    "氏|大使|公使|総領事|領事|副大臣|大臣|首相|外相|経産相|担当相|政務官|長官|次官|審議官|局長|部長|課長|参事官|報道官|知事|市長|議員|議長"
    "|副社長|社長|会長|会頭|理事長|専務|常務|代表|所長|支店長|学長|教授|研究員|担当者|大統領"
)
_JA_SUFFIX = pattern(rf"(?:{_JA_POST})$")
#: What a sentence is of; には, では and the like say where or when.
_JA_TOPIC = pattern(r"(?:(?<!に)(?<!で)(?<!と)(?<!から)(?<!まで)は|が)(?=[、「『¤]|[^、。]{2})")
#: A subject right before its verb: "…と日墨商工会議所は説明する".
_JA_CLOSING = pattern(r"と、?([^、。「」¤]{2,40})は$")
_JA_PERSON = pattern(rf"(?:{_JA_POST}|彼|彼女)(?=は|が|も|によ)")
#: A subject behind its verb: a name or a body, and then the sentence pauses or ends.
_INVERTED = pattern(
    r"((?:(?:el|la|los|las|the|an?|one|un|una) )?(?:[\w.'-]+ ){0,6}?[\w'-]+"
    # "Ana Ruiz of the group Agua para el Valle".
    r"|(?:[A-ZÀ-Þ][\w.'-]+ ){2,3}(?:of|from|for|at|del?) (?:[\w.'-]+ ){0,8}?[\w'-]+)"
    r"(?:,|\.|$| (?:in an?|on [A-Z]|at an?|during|after|en|ante|durante|tras)\b)"
)
#: Words by the way behind a subject, ahead of its verb: "Ana Ruiz, who came in March, said".
_WHO = pattern(r", (?:who|quien)\b[^,¤]*, $")
#: What is said of a name ahead of "who": "Ana Ruiz of the group Agua, who asked".
_OF_NAME = pattern(r",? (?:of|from|for|at|with|del?)\b[^,;:¤]*, (?:who|quien)\b[^,;:¤]*$")
#: A name behind a title ("its director, Emi Hayashi"), and a title before or behind a name.
_APPOSITION = pattern(r"^, ([A-ZÀ-Þ][^,.]*).*$")
_APPOSED = pattern(r" ?(?:(?:its|the|an?|his|her|their|su|el|la|una?) |[^|]*\| ?(?:the|an?|el|la|una?) )")
#: "and, according to him, ..." goes on with the claim.
_PARENTHESIS = pattern(r"\w, $")
#: Words that make a claim ahead of ", he said"; how far from a verb, in code points, its pronoun may stand.
_CLAIM_WORDS, _NEAR = 3, 40
#: What ends a sentence behind its verb: whom a claim was told to, a time, a place.
_LISTENERS = (
    r"(?: (?:(?:the )?(?:reporters|journalists|lawmakers|investors|analysts|shareholders|media)"
    r"|a (?:seminar|forum|conference|panel|hearing)|[A-ZÀ-Þ][\w.'-]*(?: [A-ZÀ-Þ][\w.'-]*){0,4}"
    r"|a (?:los )?(?:periodistas|reporteros|medios|analistas)|a news conference))?"
)
_TIME_OR_PLACE = (
    r"(?: (?:on|in|at|during|after|before|late|earlier|last|this|el|en|ante|durante|tras|ayer|hoy)\b"
    r"(?:(?! that| que)[^,]){0,50})?"
)
_GOES_ON = pattern(
    _LISTENERS + _TIME_OR_PLACE + r", (?:while|as|but|and|mientras|pero|y|[a-z]{3,}ing|[a-z]{2,}(?:ando|iendo))\b"
)
_ENDS = pattern(rf'{_LISTENERS}{_TIME_OR_PLACE}[." ]*$|{_GOES_ON.pattern}')
#: A quotation goes on behind who says it: "..., Ruiz told reporters, "..."".
_RESUMES = pattern(_LISTENERS + r"[,.] ?¤")
#: One who is not named: "a person who asked not to be named".
_NAMELESS = pattern(
    r"\b(?:an?|one|two|three|several|some|un|una|dos|varias?) (?:\w+ ){0,2}(?:person|people|sources?|officials?"
    r"|diplomats?|executives?|aides?|lawmakers?|spokes\w+|persona|fuentes?|funcionari[oa]s?)\b|\bpeople familiar\b"
)
_AFTER_QUOTATION = pattern(r"¤,? ?(?!and |y |but |pero )[^¤,]{0,60}$")
_SAME_SUBJECT = pattern(r"(?:.*\b(?:and|y|e|also|has|have|had|ha|han)|[^A-Z]*,|.*\bbut) ?", re.S)
#: What stands between a verb of saying and that of the claim which it tells.
_WITHIN = pattern(r" (?:that |que )?[^,;:¤]*")
#: A label that a paragraph opens with, and what is no turn of an interview.
_LABEL = pattern(r"^[A-Z][\w ]{2,40}:(?=[A-Z ])")


class Clause(NamedTuple):
    """A claim in a sentence, where it stands, where its verb ends, and who makes it."""

    start: int
    end: int
    verb: int
    names: tuple[str, ...]
    body: bool


class Subject(NamedTuple):
    """Who says it: the names, whether that is a body, and where a claim that stood before it ends (-1: none did)."""

    names: tuple[str, ...]
    body: bool
    claim_end: int = -1


class Before(NamedTuple):
    """Who spoke before a sentence, who was named last, of whom the sentence before was, and bodies that were named."""

    said: tuple[str, ...]
    last: tuple[str, ...]
    subject: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def clauses_in(sentence: str, speech: Speech, before: Before) -> Sequence[Clause]:
    """The claims of a sentence, in order of their verbs."""
    masked = _LABEL.sub(_blank, QUOTED.sub(lambda match: "¤" * len(match.group()), sentence))
    clauses = list(_according(masked, speech))
    previous: tuple[int, Subject] | None = None
    for verb in speech.verb.finditer(masked):
        if masked[: verb.start()].strip() and verb.group()[0].isupper():
            continue  # "United States"
        if speech.verb_last:
            clauses.append(_verb_last(masked, verb, speech, before))
        elif subject := _subject(masked, verb, speech, previous, before):
            clauses += _claims(verb, subject, masked)
            previous = verb.end(), subject
    return clauses


def _claims(verb: re.Match[str], subject: Subject, masked: str) -> Iterator[Clause]:
    """The claim of a verb; what goes on behind "..., the company said, while" may be of either."""
    end = len(masked)
    if subject.claim_end >= 0:
        yield Clause(0, subject.claim_end, end, subject.names, subject.body)
        if _GOES_ON.match(masked[verb.end() :]):
            yield Clause(verb.start(), end, verb.end(), subject.names, True)
        elif _RESUMES.match(masked[verb.end() :]):
            yield Clause(verb.start(), end, verb.end(), subject.names, subject.body)
    else:
        yield Clause(verb.start(), end, verb.end(), subject.names, subject.body)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _according(masked: str, speech: Speech) -> Iterator[Clause]:
    for match in speech.according.finditer(masked):
        if speech.verb_last:
            yield Clause(match.start(), len(masked), match.start(), _japanese_names(masked[: match.start()]), True)
            continue
        comma = masked.find(",", match.end())
        source = masked[match.end() : comma if comma > 0 else len(masked)]
        names, body = subjects_in(source, speech), bool(speech.body.search(source))
        if comma > 0 and _PARENTHESIS.search(masked[: match.start()]):
            yield Clause(match.start(), len(masked), match.start(), names, True)
        if masked[: match.start()].strip(' "¤') == "" and comma > 0:
            yield Clause(comma, len(masked), comma, names, body or not names)
        else:
            yield Clause(0, match.start(), len(masked), names, body or not names)


def _verb_last(masked: str, verb: re.Match[str], speech: Speech, before: Before) -> Clause:
    """A claim that ends before its verb, after a subject that は or が marks."""
    ahead = masked[: verb.start()]
    if closing := _JA_CLOSING.search(ahead):
        body = not _JA_PERSON.search(closing.group(1) + "は")
        return Clause(0, closing.start(), verb.end(), _japanese_names(closing.group(1)), body)
    topic = _JA_TOPIC.search(ahead)
    subject = ahead[: topic.end()] if topic else ""
    names = before.said if not subject or speech.pronoun.search(subject) else _japanese_names(subject)
    body = bool(speech.body.search(subject)) or not (_JA_PERSON.search(subject) if subject else before.said)
    return Clause(len(subject), verb.end(), len(subject), names, body)


def _japanese_names(subject: str) -> tuple[str, ...]:
    runs = [_JA_SUFFIX.sub("", run) for run in _JA_RUN.findall(subject.rstrip("はが"))]
    return tuple(run for run in runs if len(run) > 1)[-3:]


def _subject(
    masked: str, verb: re.Match[str], speech: Speech, previous: tuple[int, Subject] | None, before: Before
) -> Subject | None:
    """Who says it; None where nobody does. `previous` is the claim ahead in the sentence, and where its verb ends."""
    ahead = masked[previous[0] if previous else 0 : verb.start()]
    if _is_participle(verb):
        named = None if previous else _named_subject(masked[: verb.start()], speech, before)
        return previous[1]._replace(claim_end=-1) if previous else named
    if found := _inverted(ahead, masked, verb, speech, before) or _closing(masked, verb, speech, before):
        return found
    if not ahead.strip(" ¤,"):
        return _behind(masked[verb.end() :], ahead, verb, speech, before)
    if previous and _SAME_SUBJECT.fullmatch(ahead):
        return previous[1]._replace(claim_end=-1)
    if speech.relative.search(ahead):
        return _relative(ahead, previous, speech)
    if previous and _WITHIN.fullmatch(ahead):
        return _within(previous[1], ahead, speech)
    return _pronoun(re.split(r"[,;:¤]", ahead)[-1], speech, before) or _named_subject(ahead, speech, before)


def _behind(after: str, ahead: str, verb: re.Match[str], speech: Speech, before: Before) -> Subject | None:
    """The name right behind a verb that closes a quotation, but no day and no listener; else who spoke before."""
    run = RUN.match(after.lstrip(" ")) if "¤" in ahead and verb.group().casefold() != "told" else None
    names = () if run is None or run.group() in DAYS_AND_MONTHS else subjects_in(run.group(), speech)
    said = names or before.said
    claim_end = verb.start() if "¤" in ahead else -1
    return Subject(said, bool(names) and _is_body(names, speech), claim_end) if said else None


def _relative(ahead: str, previous: tuple[int, Subject] | None, speech: Speech) -> Subject | None:
    """Whom "who" is said of: the nearest name, unless that only says of which body the speaker is."""
    speaker = previous[1].names[:1] if previous else ()
    if previous and any(name in ahead and _OF_NAME.match(ahead.partition(name)[2]) for name in speaker):
        return previous[1]._replace(claim_end=-1)
    nearest = subjects_in(ahead, speech)[-1:]
    return Subject(nearest, _is_body(nearest, speech)) if nearest else None


def _within(outer: Subject, ahead: str, speech: Speech) -> Subject:
    """A claim inside a claim: "Ruiz said (that) the company expects" gives words of Ruiz, and of whom it names."""
    own = subjects_in(ahead, speech)
    return Subject((*own, *outer.names), outer.body or (bool(own) and _is_body(own, speech)))


def _pronoun(text: str, speech: Speech, before: Before) -> Subject | None:
    """The last one who spoke, or was named, where a pronoun stands near the end of the text."""
    pronoun = speech.pronoun.search(text)
    near = pronoun is not None and len(text) - pronoun.end() < _NEAR
    return Subject(before.said or (*before.subject, *before.last), False) if near else None


def _inverted(ahead: str, masked: str, verb: re.Match[str], speech: Speech, before: Before) -> Subject | None:
    """A subject behind its verb: ", said Eric Ramírez, director of ...", ", said its director, Emi Hayashi"."""
    after = masked[verb.end() :].lstrip(" ")
    match = _INVERTED.match(after) if re.search(r"[,¤?!] ?$", ahead) and not _WHO.search(ahead) else None
    if not match or speech.verb.search(match.group(1)):
        return None
    text = match.group(1)
    own = subjects_in(text, speech)
    if not own and (found := _pronoun(text, speech, before)):
        return found._replace(claim_end=verb.start())
    names = own or subjects_in(_APPOSITION.sub(r"\1", after[len(text) :]), speech)[:1]
    body = bool(speech.body.search(text) or _NAMELESS.search(text))
    return Subject(names, body and not names, verb.start()) if names or body else None


def _closing(masked: str, verb: re.Match[str], speech: Speech, before: Before) -> Subject | None:
    """A subject behind its claim and before its verb: "..., he said", "..., its director, Emi Hayashi, said."."""
    ahead, after = masked[: verb.start()], masked[verb.end() :]
    behind_quotation = _AFTER_QUOTATION.search(ahead) and ("¤" not in after or _RESUMES.match(after))
    if not (_ENDS.match(after) or behind_quotation):
        return None
    parts = [part for part in re.finditer(r"[^,;:¤]+", ahead) if part.group().strip()][-2:]
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    if not (ahead.rstrip().endswith(",") and len(parts) > 1 and _APPOSED.match(f"{first.group()}|{last.group()}")):
        first = last
    start = first.start()
    if "¤" not in ahead[:start] and len(ahead[:start].split()) < _CLAIM_WORDS:
        return None
    if found := _pronoun(last.group(), speech, before):
        return found._replace(claim_end=start)
    found = _named_subject(ahead[start:], speech, before)
    if found is None and _NAMELESS.search(last.group()):
        found = Subject((), True)
    if found is None:
        return None
    called = [name for name in found.names[:-1] if CALLED.fullmatch(name)]
    return found._replace(names=(*called, *found.names[-1:]), claim_end=start)


def _named_subject(ahead: str, speech: Speech, before: Before) -> Subject | None:
    """The names ahead of the verb; else a word for a body, which may be that of the last name before."""
    # A semicolon parts two claims.
    if names := subjects_in(ahead.rsplit("; ", 1)[-1], speech) or subjects_in(ahead, speech):
        return Subject(names, _is_body(names, speech))
    if not speech.body.search(ahead):
        return None
    called = [match.groups() for match in CALLED.finditer(ahead) if speech.body.fullmatch(match.group(2))]
    if not called:
        return Subject(before.last, True)
    phrase, word = called[-1]
    # "The chamber" is the Fisheries Chamber that was named, not whoever was named last.
    named = [name for name in before.bodies if word.casefold() in name.casefold().split()]
    return Subject((phrase, *(named[-1:] or before.last)), True)


def _is_participle(verb: re.Match[str]) -> bool:
    return verb.group().split(" ", 1)[0].endswith(("ing", "ndo"))


def _is_body(names: tuple[str, ...], speech: Speech) -> bool:
    """Whether none of them reads as a person: one word in capitals, or words for a body among them."""
    return all(name.isupper() or bool(speech.body.search(name)) for name in names)


def governing(clauses: Sequence[Clause], start: int, end: int) -> tuple[Clause, bool] | None:
    """The claim that a stretch is of, and whether the stretch runs on into who says so.

    The last whose verb stands before the stretch's end, with words after it; else one that closes the sentence.
    """
    opening = [clause for clause in clauses if clause.end >= clause.verb and end > clause.verb + 1]
    if opening:
        return max(opening, key=lambda clause: clause.verb), False
    closing = [clause for clause in clauses if clause.end < clause.verb and start < clause.end]
    return (closing[0], end > closing[0].end + 1) if closing else None
