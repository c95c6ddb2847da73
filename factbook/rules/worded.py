"""`worded`: numbers and names in our own words are printed, or are values and names of what the record refers to.

A text in the language of the facts, held against the quotes of its record, its values, and what it refers to; a remark
also against the paragraphs that it cites.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from factbook.factfiles.nodes import leaves
from factbook.problems import Fault
from factbook.rules.beside import beside_fault
from factbook.rules.rule import Quote, Record, Reference, Rule, tagged
from factbook.rules.unsupported import Original, unsupported
from factbook.schema import Column
from factbook.text.dates import date_fault
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.numbers import Number
from factbook.text.own_words import own_words
from factbook.text.peoples import LANGUAGES
from factbook.text.phrases import first_said, our, phrases_in
from factbook.text.reckoning import expression_of
from factbook.text.speech import primary_subtag
from factbook.text.support import KnownNames, Missing, Support, missing_words, named_twice, plain_runs, stand_plainly

#: The language of which our words are read by their capitals.
_ENGLISH = "en"
#: Words of the scale of a number, which a remark may name.
_SCALES = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}
_AMOUNTS = "amounts"
#: Words that count nothing: "this one", "the two countries", "at first".
_NO_NUMBERS = frozenset({"one", "ones", "two", "first"})
#: A look for words that may count something: whether they do is for the language to say.
_COUNTS = pattern(
    r"\b(?:t(?:hree|en|welve|wenty|hird|hirty|housand|enth)|f(?:our|ive|ift|ort)|s(?:ix|even|econd)|eigh|nin|eleven|hundred|"
    r"[mb]illion|dozen|half|hal[fv]|quarter)|(?:teen|ty|th)\b",
    re.I,
)
_DAY = pattern(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])")
_GLUED = pattern(r"(?<![\w.,])\d+[a-z]+\b")
#: A share as it is counted: "9 out of 10", 9 de cada 10.
_SHARE = pattern(r"\b(\d+) (?:out of(?: every)?|of every|in(?: every)?|de cada) (\d+)\b")
_DIGITS = pattern(r"\d+(?:,\d{3})*(?:\.\d+)?(?![\d\w])")
_YEAR = pattern(r"(?<!\d)\d{4}(?!\d)")
#: What a record says of itself in our words, or not at all.
_NOT_BEHIND = frozenset({"id", "checked", "checked_by", "citations", "derivations", "cross_checks", "distinct_from"})


@dataclass(frozen=True)
class Behind:
    """What may stand behind our words: quotes, values of the record, names and values of what it refers to.

    `days` are dates that may be written as they are in the facts; `counts` are lengths of the record's lists. `titles`
    are those of the articles: they stand behind remarks, and behind all our words for lands that they name, and for
    what a cited paragraph prints too.
    """

    quotes: tuple[Quote, ...]
    texts: tuple[str, ...]
    days: frozenset[str] = frozenset()
    counts: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()


def check_worded(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Each number and name in a text of ours has something behind it."""
    ours = language_of(record.language)
    if record.known is None:
        return None
    if says_what_is_so(column) and (fault := beside_fault(value, record, quotes)):
        return fault
    if column.name == "reason" and expression_of(value) is not None:
        value = value.partition(";")[2].strip()  # the sum is worked out
    value = _without_amounts(value, record, quotes)
    # Most texts say what the quotes or the values say: then nothing else is looked up.
    is_english = primary_subtag(record.language) == _ENGLISH
    runs = _plain_runs(value, record.known) if is_english else None
    quoted = [quote.text for quote in quotes]
    if runs is not None and (stand_plainly(runs, quoted) or stand_plainly(runs, [*quoted, *_texts(record)])):
        return None
    is_note = column.name == "reason" or ("editorial" in column.tags and "label" not in column.tags)
    is_reason = column.name == "reason"
    words = own_words(record.language)
    has_days = is_reason or (is_note and words is not None and words.of_article.search(value) is not None)
    behind = behind_of(record, quotes, has_days=has_days, is_reason=is_reason)
    if ours and is_english:
        return check_words(value, behind, record.known, ours, is_note=is_note)
    return _check_other(value, behind, record.known, record.language, is_note=is_note)


def _check_other(text: str, behind: Behind, known: KnownNames, language: str, *, is_note: bool) -> Fault | None:
    """As `check_words`, of a text in another language than English, or in one that is not read."""
    support = support_of(behind, language, is_note=is_note, lands=known.lands)
    days = behind.days | {value for value in behind.texts if date_fault(value) is None}
    missing = next(unsupported(text, language, Original("", support, days, language), known), None)
    return _fault(missing, is_note=is_note) if missing else None


def _without_amounts(value: str, record: Record, quotes: tuple[Quote, ...]) -> str:
    """The text without what it says by an amount that a quote says otherwise: "half" where that has mitad.

    What has a capital may be a name where the quotes are in our language: "Third Commission".
    """
    for said in reversed(phrases_in(value, our(record.language), record.lexicon)):
        if said.phrase.kind == _AMOUNTS and any(
            first_said(quote.text, said.phrase, primary_subtag(quote.language), record.lexicon)
            for quote in quotes
            if said.words.islower() or primary_subtag(quote.language) != primary_subtag(record.language)
        ):
            value = value[: said.start] + value[said.end :]
    return value


def check_twice(value: str, _column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A text that says what is so, unlike a remark, relates nothing to itself: "trade of Arcadia and Arcadia"."""
    name = named_twice(value)
    hint = "name the other, or say 'its'"
    return Fault("words", f"{name!r} stands there twice, and no other name between", hint) if name else None


def says_what_is_so(column: Column) -> bool:
    """Of texts that say what is so, unlike a remark."""
    is_remark = column.name == "reason" or ("editorial" in column.tags and "label" not in column.tags)
    return "words" in column.tags and not is_remark


def is_remark(column: Column) -> bool:
    """Of remarks in our words that are no reasons."""
    return "words" in column.tags and column.name != "reason" and not says_what_is_so(column)


def check_words(text: str, behind: Behind, known: KnownNames, ours: Language, *, is_note: bool) -> Fault | None:
    """The first number or name in the text that nothing stands behind; a note may also use the cited paragraph."""
    runs = _plain_runs(text, known)
    if runs is not None and stand_plainly(runs, _texts_of(behind)):
        return None
    support = support_of(behind, _ENGLISH, is_note=is_note, lands=known.lands)
    rest = _without_days(text, behind.days, ours)
    none = _NO_NUMBERS | (_scales_of(support.numbers) if is_note else frozenset())
    languages = dict.fromkeys(quote.language for quote in behind.quotes)
    numbers = [
        pair for n in ours.numbers(rest) if n.text.casefold() not in none for pair in _of_the_article(n, languages)
    ]
    unread = (Missing("number", word) for word in _unread(rest, ours) if not support.holds(word.casefold()))
    missing = next(unread, None) or next(missing_words(rest, support, known, _as_floats(numbers)), None)
    return _fault(missing, is_note=is_note) if missing else None


def _without_days(text: str, days: Collection[str], ours: Language) -> str:
    """The text without what it says of these days, as "2025-11-04" or "November 4"."""
    text = _DAY.sub(lambda match: " " if match.group() in days else match.group(), text)
    known = {day[4:]: day for day in sorted(days) if len(day) == len("2025-11-04")}
    for date in ours.dates(text) if known else ():
        day = known.get(f"-{date.month:02}-{date.day:02}") if date.month and date.day else None
        if day and date.year in (None, int(day[:4])):
            text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text


def _of_the_article(number: Number, languages: Iterable[str]) -> Iterator[tuple[float | None, str]]:
    """A number as value and print; one in the article's own script ("2024年度") as a reader of its language has it."""
    if number.value is None and not number.text.isascii():
        for language in languages:
            reader = language_of(language)
            found = [(n.value, n.text) for n in reader.numbers(number.text)] if reader else []
            if found and all(value is not None for value, _ in found):
                yield from found
                return
    yield number.value, number.text


def _scales_of(numbers: Iterable[float]) -> frozenset[str]:
    """The words for the scales of numbers, as a remark says of them "in millions of dollars"."""
    largest = max(map(abs, numbers), default=0)
    return frozenset(word for word, value in _SCALES.items() if largest >= value)


def _unread(text: str, ours: Language) -> Iterator[str]:
    """What begins as a number and is none that is read: "22st", "1991s"."""
    read = [(number.start, number.end) for number in ours.numbers(text)]
    for match in _GLUED.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in read):
            yield match.group()


def _plain_runs(text: str, known: KnownNames) -> tuple[str, ...] | None:
    """What is enough to be looked for, as it is written; None where it is not, because the text may count something."""
    return None if _COUNTS.search(text) or _GLUED.search(text) else plain_runs(text, known)


# ── what stands behind them ──


def behind_of(record: Record, quotes: tuple[Quote, ...], *, has_days: bool = True, is_reason: bool = False) -> Behind:
    """What stands behind the words of a record: all that it gives but its own words, and what it refers to.

    Who published an article, when, and its title stand behind remarks on it only (`has_days`): a label is of the fact.
    Where a place lies, which is geography, stands behind a reason.
    """
    texts = list(_texts(record))
    articles = frozenset(quote.source for quote in quotes)
    ids = dict.fromkeys([*texts, *(quote.speaker for quote in quotes), *sorted(articles)])
    found = {id: reference for id in ids if id and (reference := record.references.get(id))}
    titles = tuple(reference.label for id, reference in found.items() if id in articles)
    for id, reference in found.items():
        if id not in articles or has_days:
            texts += _said_of(reference)
        texts += reference.within if is_reason else ()
    days = frozenset(day for text in texts for day in _DAY.findall(text))
    counts = frozenset(len(value) for value in record.values.values() if isinstance(value, list | dict))
    return Behind(quotes, tuple(texts), days, counts, titles)


def _texts(record: Record) -> Iterator[str]:
    """The values that a record gives, its own words aside."""
    for key, value in record.values.items():
        if key not in record.ours and key not in _NOT_BEHIND:
            yield from leaves(value)


def _said_of(reference: Reference) -> tuple[str, ...]:
    return (*reference.all_names, *reference.values)


def _texts_of(behind: Behind) -> tuple[str, ...]:
    return (*(quote.text for quote in behind.quotes), *behind.texts)


def support_of(behind: Behind, language: str, *, is_note: bool, lands: Collection[str] = ()) -> Support:
    """The texts and numbers that may stand behind our words, which are in this language.

    `lands` that a title names stand behind all of them.
    """
    numbers = {float(count) for count in behind.counts}
    for quote in behind.quotes:
        numbers |= _numbers_in(quote.text, quote.language)
    numbers |= {float(year) for text in (*behind.texts, *behind.days) for year in _YEAR.findall(text)}
    numbers |= {number for text in behind.texts for number in _numbers_in(text, language)}
    contexts = [quote.context for quote in behind.quotes] if is_note or behind.titles else []
    titles = Support(behind.titles, frozenset())
    languages = dict.fromkeys(LANGUAGES.get(primary_subtag(quote.language), "") for quote in behind.quotes if is_note)
    return Support(
        (*_texts_of(behind), *languages, *(behind.titles if is_note else ())),
        frozenset(numbers),
        # What only the cited paragraphs print stands behind remarks; with the title, behind all.
        lambda word: (
            (any(context.prints(word) for context in contexts) and (is_note or titles.holds(word)))
            or (word in lands and titles.holds(word))
        ),
        is_note,
    )


@lru_cache(maxsize=16_384)
def _numbers_in(text: str, language: str) -> frozenset[float]:
    reader = language_of(language)
    numbers = reader.numbers(text) if reader else ()
    shares = [part for n in numbers if n.value is None for match in _SHARE.finditer(n.text) for part in match.groups()]
    return frozenset([*(float(value) for number in numbers for value in number.values), *map(float, shares)])


def _as_floats(numbers: Iterable[tuple[float | None, str]]) -> Iterator[tuple[float, str]]:
    """What is no single number, as "1990 and 1999", is held by its parts; without digits, by its words."""
    for value, text in numbers:
        if value is not None:
            yield value, text
        elif parts := _DIGITS.findall(text) if " " in text else []:
            yield from ((float(part.replace(",", "")), part) for part in parts)
        else:
            yield float("nan"), text


def _fault(missing: Missing, *, is_note: bool) -> Fault:
    where = "no quote, value or reference of the record" + (", nor the cited paragraph" if is_note else "")
    hint = "cite the words that have it, refer to what is called so, or leave it out"
    return Fault("words", f"{missing.word!r} is printed in {where}", hint)


RULES = (
    Rule(check_twice, says_what_is_so),
    Rule(check_worded, tagged("words"), "worded", everywhere=True, asks_names=True),
)
