"""Made-up figures whose quotes may or may not show what they say: numbers, bounds, units and dates in many forms.

`figures` is a Hypothesis strategy; `likely()` makes it probable that a figure's quote shows its values.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from factbook.text.bounds import BOUNDS, bound_at, says_unit
from factbook.text.numbers import numbers_in

PRINTED = [
    "5", "5", "1,500", "1500", "1.5 million", "1,500 million", "half a million", "two", "twenty-five", "a dozen",
    "dozens",
    "several hundred", "3rd", "third", "10%", "10 percent", "$40 million", "US$ 5", "MXN 5", "5-year", "1990s", "2025",
    "5 and a half", "5½", "1.5bn", "5 k", "5 m", "5 a day", "5 hundred", "5 hundred million", "two thirds", "5.0",
    "0.5",
    "1,50", "1.500,5", "12:30", "-5", "–5", "5–6", "5/6", "(5)", "5's", "5th", "5 million", "5 Million", "5 millions",
    "5 ½", "5 bn", "$5", "€5", "5 million and a half", "five million", "two 5", "5 5", "15 and 5", "5, 000",
    "5 hundredths",
    "two fifths", "five eighths", "two halves", "two hundredths", "two and a half", "twenty two", "hundred and two",
    "Two",
    "two dozen", "two-year", "two's", "two k", "two, three", "two million", "five", "five", "twelve", "two point five",
    "two a week", "no two", "the five of two", "two tenths", "a five", "two trillionths", "two twentieths",
    "two seconds",
    "several", "5 thouſand", "5 Mn", "5 quarter", "5.5", "55", "5,5", "40,000,000", "40 million", "40 million-plus",
    "٥",
]  # fmt: skip
VALUES = [
    "5", "5", "5", "1500", "1500000", "500000", "2", "25", "12", "3", "10", "40000000", "2025", "500", "5.5", "-5",
    "5.0",
    "1.5", "1500000000", "5000000", "0.5", "6", "55", "05", "5e0", "two", "none", "",
]  # fmt: skip
BEFORE = [
    "", "", "", *(f"{word} " for words in BOUNDS.values() for word in words), "moreover ", "More than ", "about a ",
    "at least the ", "not more than ", "over-", "around US ", "exceeding $", "ſome ", "cırca ", "no about ", "as much ",
    "not under ", "half ", "several ", "the ", "“about” ", "above ", "more than about ", "up to some ", "$",
    "leftover ",
]  # fmt: skip
AFTER = [
    "", "", "", " or more", "+", " plus", "-plus", "%", " percent", " per cent", ",", ".", ";", ")", " and a half",
    " a year",
    " ½", "s", " thousand", " million", "-million", " or more tons", " and", " more", ":", "?", " an hour", "th",
    " Kn", "\u0345",
]  # fmt: skip
PRINTED_UNITS = [
    "tons",
    "tons",
    "dollars",
    "$",
    "%",
    "percent",
    "per cent",
    "largest",
    "people",
    "Tons",
    "tons or more",
]
UNITS = ["tons", "tons", "dollars", "$", "percent", "rank", "people", "Tons", "ton", "n/a", "%", "°"]
TAILS = [
    "", " in 2025", " in March 2025", " on June 16, 2025", " in 2018 and 2023", " in march 2025", " by 2025-2026",
    " of 2,025",
    " to 2025's", " in 2025 and a half", " in Mar. 2025",
]  # fmt: skip
DATES = ["2025", "2025", "2025-03", "2025-06-16", "2018/2023", "2025-13", "../2025", "2025~", "none", "0000", "25"]
QUALIFIERS = [*BOUNDS, "exactly", "exactly", "roughly", ""]


def pick(words: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


quotes = st.builds(
    "{}{}{}{}{} {}{}".format,
    pick(["there were ", "there were ", "", "In 2025 ", "some say ", "with one of "]),
    *map(pick, [BEFORE, PRINTED, AFTER]),
    pick(["", "", " new", " more"]),
    *map(pick, [PRINTED_UNITS, TAILS]),
)
NAMED = [
    ["value", "unit", "qualifier"], ["value", "unit", "qualifier", "period"], ["qualifier", "unit", "value"],
    ["period"],
    ["value"], ["unit", "qualifier"], [], ["value", "value"], ["label"], ["id"], ["nosuch"], ["citations"],
    ["value", "unit", "qualifier", "as_of"],
]  # fmt: skip
DERIVED = [["value"], ["unit"], ["qualifier"], ["period"], ["value", "qualifier"], ["as_of"], ["id"], ["nosuch"], []]
cited = {
    "source": st.just("a"), "paragraph": pick(["1", "2"]), "quote": quotes, "voice": pick(["reporter"] * 9 + ["none"]),
}  # fmt: skip
lone = st.lists(st.fixed_dictionaries(cited), min_size=1, max_size=1)
several = st.lists(st.fixed_dictionaries(cited, optional={"fields": st.sampled_from(NAMED)}), min_size=1, max_size=2)
own = {
    "id": st.just("made"), "label": st.just("Made up"), "indicator": st.just("things"), "value": pick(VALUES),
    "unit": pick(UNITS), "qualifier": pick(QUALIFIERS), "status": st.just("reported"), "checked": st.just("2026-11-24"),
}  # fmt: skip
plain_figures = st.fixed_dictionaries(own | {"citations": lone})
full_figures = st.fixed_dictionaries(
    own | {"citations": lone | several},
    optional={
        "period": pick(DATES),
        "derivations": st.sampled_from(DERIVED).map(lambda names: [{"field": name, "reason": "so"} for name in names]),
    },
)
figures = plain_figures | full_figures


def likely(figure: dict[str, Any], draw: st.DataObject) -> dict[str, Any]:
    """The figure, mostly with a value, a bound, a unit and a date that its first quote prints."""
    quote = figure["citations"][0]["quote"]
    numbers = numbers_in(quote)
    number = draw.draw(st.sampled_from(numbers)) if numbers else None
    bound = number and bound_at(quote, number)
    shown = {
        "value": [f"{number.value:.15g}"] if number and number.value == number.value else [],
        "qualifier": [bound or "exactly"],
        "unit": [unit for unit in UNITS if says_unit(quote, unit)],
        "period": [date for date in DATES if date[:4] in quote] if "period" in figure else [],
    }
    for key, words in shown.items():
        if words and not draw.draw(st.sampled_from([False] * 9 + [True])):
            figure[key] = draw.draw(pick(words))
    return figure


def figure_of(quote: str, value: str, unit: str = "tons", qualifier: str = "exactly", **more: str) -> dict[str, Any]:
    own = {
        "id": "made",
        "label": "Made up",
        "indicator": "things",
        "value": value,
        "unit": unit,
        "qualifier": qualifier,
    }
    cited = {"source": "a", "paragraph": "1", "quote": quote, "voice": "reporter"}
    return {**own, "status": "reported", "checked": "2026-11-24", **more, "citations": [cited]}
