"""What is so of a part our words do not say of the whole ("half of the plant"), nor give half a time for all of it."""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.rules.worded import is_remark, says_what_is_so
from factbook.schema import Column
from factbook.text.late import pattern
from factbook.text.lexicon import Lexicon, Phrase
from factbook.text.phrases import first_said, our, phrases_in
from factbook.text.speech import primary_subtag
from factbook.text.year_spans import IN, SINCE, UNTIL, ranges_in, years_in

_HAS_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEGINS = Phrase("times", "begins")
_PART, _ONE_OF = Phrase("degrees", "part"), Phrase("degrees", "one of several")


def check_parts(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Where a quote tells of a part, our words say that it is one: "half", "some of"; of one of several, also "a"."""
    if not quotes or record.number:
        return None
    told = [said for q in quotes for said in phrases_in(q.text, primary_subtag(q.language), record.lexicon)]
    parts = [said for said in told if said.phrase in (_PART, _ONE_OF)]
    if parts and not first_said(value, _PART, our(record.language), record.lexicon):
        may_be_one = bool(first_said(value, _ONE_OF, our(record.language), record.lexicon))
        if word := next((said.words for said in parts if said.phrase == _PART or not may_be_one), ""):
            message = f"a quote tells of a part ({word!r}), and these words of the whole"
            return Fault("words", message, "say of which part it is: half, part of, some of, one of, most")
    return None


def check_years(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A time is given with both its ends, and a year from or till which something is so is not that of all of it."""
    if not _HAS_YEAR.search(value):
        return None
    told = _Told(quotes, record.lexicon)
    begins = any(said.phrase == _BEGINS for said in phrases_in(value, our(record.language), record.lexicon))
    years = years_in(value, our(record.language), record.lexicon)
    for year, ways in years.items():
        ranges = told.ranges_of(year)
        for pair in ranges:
            is_end = (begins and SINCE not in ways) or (year == pair[1] and ways == {UNTIL})
            if not (years.keys() >= set(pair) or is_end):
                message = f"a quote tells of {pair[0]} to {pair[1]}, and these words only of {year}"
                return Fault("words", message, "give both years, or say what began or ended in the one")
        # Of a year that is the end of a time no more is asked.
        if not ranges and (fault := _way_fault(year, ways - {""}, told.ways_of(year), begins=begins)):
            return fault
    return None


def _way_fault(year: int, ways: frozenset[str], told: frozenset[str], *, begins: bool) -> Fault | None:
    """A year in our words that quotes give only as that since which, or till which, something is so."""
    if told not in ({SINCE}, {UNTIL}) or not ways or ways & told or (begins and IN in ways):
        return None
    message = f"'{next(iter(ways))} {year}' is not what the quotes say, which is {next(iter(told))!r} that year"
    return Fault("words", message, "give the year as the quotes do, or say what began or ended then")


class _Told:
    """The years that quotes tell."""

    def __init__(self, quotes: tuple[Quote, ...], lexicon: Lexicon) -> None:
        self._texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
        self._lexicon = lexicon

    def ranges_of(self, year: int) -> list[tuple[int, int]]:
        """The times of which the year is an end, where no quote gives it otherwise."""
        found = []
        for text, language in self._texts:
            if year in years_in(text, language, self._lexicon):
                pairs = [pair for pair in ranges_in(text, language) if year in pair]
                if not pairs:
                    return []
                found += pairs
        return found

    def ways_of(self, year: int) -> frozenset[str]:
        """As what quotes give the year."""
        return frozenset[str]().union(
            *(years_in(text, language, self._lexicon).get(year, ()) for text, language in self._texts)
        )


RULES = (
    Rule(check_parts, says_what_is_so, "worded", everywhere=True, own=True),
    Rule(check_parts, is_remark, "worded", every=False),
    Rule(check_years, says_what_is_so, "worded", everywhere=True),
    Rule(check_years, is_remark, "worded", every=False),
)
