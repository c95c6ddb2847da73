"""Claims in a sentence: each verb of saying, the stretch that it carries, and the names that stand as its subject.

Read by the words of saying of a language, and by nothing else; what is in quotation marks holds no claim of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factbook.text.speech import Speech

QUOTED = re.compile(r'"[^"]*"?|「[^」]*」?|『[^』]*』?')
RUN = re.compile(r"[A-ZÀ-ÖØ-Þ][\w&.'-]*(?:(?: (?:de|del|la|y|da|van|von|al|bin|ibn))? [A-ZÀ-ÖØ-Þ][\w&'-]*)*")
_JA_RUN = re.compile(r"[一-龥々ヶ]+(?:・[一-龥々]+)*|[ァ-ヴー]+(?:[・=][ァ-ヴー]+)*[一-龥]*|[A-Za-z]+")
_JA_POST = "氏|大使|大臣|首相|外相|経産相|社長|会長|知事|議員|専務|長官|局長|次官|総領事|教授|代表|担当者|報道官"
_JA_SUFFIX = re.compile(rf"(?:{_JA_POST})$")
_JA_PERSON = re.compile(rf"(?:{_JA_POST}|彼|彼女)(?=は|が|も|によ)")
#: A subject behind its verb: a name or a body, and then the sentence pauses or ends.
_INVERTED = re.compile(
    r"((?:(?:el|la|los|las|the|an?|one|un|una) )?(?:[\w.'-]+ ){0,6}?[\w'-]+)"
    r"(?:,|\.|$| (?:in an?|on [A-Z]|at a|en una?) )"
)
#: A claim that stood before its verb: a pause ahead of the subject, and nothing but a time or a place behind the verb.
_CLOSES = re.compile(r"[,¤?!] ?[^,¤]{0,60}$")
_TIME_OR_PLACE = (
    r"(?: (?:on|in|at|during|late|earlier|last|this|el|en|durante|ayer|hoy)\b(?:(?! that| que)[^,]){0,50})?"
)
_ENDS = re.compile(_TIME_OR_PLACE + r'[." ,]*(?:$|,)')
_SAME_SUBJECT = re.compile(r"(?:.*\b(?:and|y|e|also|has|have|had|ha|han)|[^A-Z]*,|.*\bbut) ?", re.S)
#: A label that a paragraph opens with, and what is no turn of an interview.
_LABEL = re.compile(r"^[A-Z][\w ]{2,40}:(?=[A-Z ])")
_FIRST_WORDS = """
the a an this that these those it its in on at for during while when after before as and but however also both most many
some all furthermore moreover additionally every their our his her we they he she there here one
el la los las un una este esta estos estas en durante mientras cuando tras por para con según además también sin se su
sus lo ellos ella él nosotros
"""
#: Words that are capitalised because a sentence begins with them.
FIRST_WORDS = frozenset(_FIRST_WORDS.split())


class Clause(NamedTuple):
    """A claim in a sentence, where it stands, where its verb ends, and who makes it."""

    start: int
    end: int
    verb: int
    names: tuple[str, ...]
    body: bool


class Subject(NamedTuple):
    """Who says it: the names, whether that is a body, whether the claim stood before the verb, where the verb ends."""

    names: tuple[str, ...]
    body: bool
    closing: bool
    end: int


def clauses_in(sentence: str, speech: Speech, said: tuple[str, ...], last: tuple[str, ...]) -> list[Clause]:
    """The claims of a sentence, in order of their verbs; `said` spoke before it, and `last` was named before it."""
    masked = _LABEL.sub(_blank, QUOTED.sub(lambda match: "¤" * len(match.group()), sentence))
    clauses = list(_according(masked, speech))
    previous: Subject | None = None
    for verb in speech.verb.finditer(masked):
        if masked[: verb.start()].strip() and verb.group()[0].isupper():
            continue  # "United States"
        if speech.verb_last:
            clauses += _verb_last(masked, verb, speech, said)
        elif subject := _subject(masked, verb, speech, previous, (said, last)):
            clauses.append(_clause(verb, subject, len(sentence)))
            previous = subject
    return clauses


def _clause(verb: re.Match[str], subject: Subject, end: int) -> Clause:
    if subject.closing:
        return Clause(0, verb.start(), end, subject.names, subject.body)
    return Clause(verb.start(), end, verb.end(), subject.names, subject.body)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _according(masked: str, speech: Speech) -> Iterator[Clause]:
    for match in speech.according.finditer(masked):
        if speech.verb_last:
            yield Clause(match.end(), len(masked), match.end(), _japanese_names(masked[: match.start()]), True)
            continue
        comma = masked.find(",", match.end())
        source = masked[match.end() : comma if comma > 0 else len(masked)]
        names, body = _names(source, speech), bool(speech.body.search(source))
        if masked[: match.start()].strip(' "¤') == "" and comma > 0:
            yield Clause(comma, len(masked), comma, names, body or not names)
        else:
            yield Clause(0, match.start(), len(masked), names, body or not names)


def _verb_last(masked: str, verb: re.Match[str], speech: Speech, said: tuple[str, ...]) -> Iterator[Clause]:
    """A claim that ends before its verb, after a subject that は or が marks."""
    topic = re.search(r"(?:は|が)(?=[、「『¤]|[^、。]{2})", masked[: verb.start()])
    subject = masked[: topic.start()] if topic else ""
    start = topic.end() if topic else 0
    names = said if not subject or speech.pronoun.search(masked[:start]) else _japanese_names(subject)
    body = bool(speech.body.search(masked[:start])) or not _JA_PERSON.search(masked[:start])
    yield Clause(start, verb.end(), start, names, body)


def _japanese_names(subject: str) -> tuple[str, ...]:
    runs = [_JA_SUFFIX.sub("", run) for run in _JA_RUN.findall(subject)]
    return tuple(run for run in runs if len(run) > 1)[-3:]


def _subject(
    masked: str,
    verb: re.Match[str],
    speech: Speech,
    previous: Subject | None,
    ahead_of: tuple[tuple[str, ...], tuple[str, ...]],
) -> Subject | None:
    """Who says it; None where nobody does. `ahead_of` is who spoke, and who was named, before the sentence."""
    said, last = ahead_of
    ahead = masked[previous.end if previous else 0 : verb.start()]
    after = masked[verb.end() :]
    if not _is_participle(verb) and (inverted := _inverted(ahead, after, speech)):
        return inverted._replace(end=verb.end())
    closing = _claim_before(ahead) and bool(_ENDS.match(after) or ("¤" in ahead and "¤" not in after))
    tail = re.split(r"[,;:¤]", ahead)[-1]
    if not ahead.strip() and not _is_participle(verb):
        return Subject(said, False, False, verb.end()) if said else None
    if previous and _SAME_SUBJECT.fullmatch(ahead):
        return previous._replace(closing=False, end=verb.end())
    if speech.relative.search(ahead):
        nearest = _names(ahead, speech)[-1:]
        return Subject(nearest, _is_body(nearest, speech), False, verb.end()) if nearest else None
    if (pronoun := speech.pronoun.search(tail)) and len(tail) - pronoun.end() < 40:
        return Subject(said or last, False, closing, verb.end())
    ahead = masked[: verb.start()] if _is_participle(verb) else tail if closing else ahead
    return _named_subject(ahead, speech, Subject(last, True, closing, verb.end()))


def _claim_before(ahead: str) -> bool:
    """Whether what could be a claim stands ahead of the subject, and a pause after it."""
    pause = _CLOSES.search(ahead)
    return pause is not None and ("¤" in ahead or len(ahead[: pause.start()].split()) > 2)


def _inverted(ahead: str, after: str, speech: Speech) -> Subject | None:
    """A subject behind its verb: ", said Eric Ramírez, director of ..."."""
    name = _INVERTED.match(after.lstrip(" ")) if re.search(r"[,¤?!] ?$", ahead) else None
    if not name:
        return None
    names, body = _names(name.group(1), speech), bool(speech.body.search(name.group(1)))
    return Subject(names, body, True, 0) if names or body else None


def _named_subject(ahead: str, speech: Speech, body: Subject) -> Subject | None:
    """The names ahead of the verb; else a word for a body, which may be that of the last name before."""
    if names := _names(ahead, speech):
        return body._replace(names=names, body=_is_body(names, speech))
    return body if speech.body.search(ahead) else None


def _is_participle(verb: re.Match[str]) -> bool:
    return verb.group().endswith(("ing", "ndo"))


def _is_body(names: tuple[str, ...], speech: Speech) -> bool:
    """Whether none of them reads as a person: one word in capitals, or words for a body among them."""
    return all(name.isupper() or bool(speech.body.search(name)) for name in names)


def _names(text: str, speech: Speech) -> tuple[str, ...]:
    """Capitalised runs that may be the subject: not after a preposition, no possessive, less titles."""
    found = []
    for match in RUN.finditer(text):
        if match.group().endswith("'s") or speech.preposition.search(text[: match.start()]):
            continue
        name = speech.title.sub("", match.group() + " ").strip(" .,")
        words = name.split()
        while words and words[0].casefold() in FIRST_WORDS:
            words = words[1:]
        if words:
            found.append(" ".join(words))
    return tuple(found)


def governing(clauses: list[Clause], end: int) -> Clause | None:
    """The claim that a stretch up to `end` is of: the last whose verb stands before that end, with words after it."""
    opening = [clause for clause in clauses if clause.end >= clause.verb and end > clause.verb + 1]
    closing = [clause for clause in clauses if clause.end < clause.verb and end <= clause.end + 1]
    return max(opening, key=lambda clause: clause.verb) if opening else next(iter(closing), None)
