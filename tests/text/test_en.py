"""English as newspapers print it: numbers, bounds, units, dates, sentences."""

from __future__ import annotations

import pytest

from factbook.text import Span, language_of

ENGLISH = language_of("en")
assert ENGLISH

NUMBERS: dict[str, list[float]] = {
    "15,000 farmers": [15_000], "8.816 billion": [8_816_000_000], "$411 million USD": [411_000_000], "$1.2bn": [1.2e9],
    "$1.5 bil.": [1.5e9], "$5M": [5e6], "300k": [300_000], "1.5 lakh": [150_000], "80m pesos": [80e6],
    "It was ¥100bn.": [1e11], "It was $3 mil in all": [3e6], "9,000km": [9_000],
    "10-million": [10_000_000], "10 thousand million": [1e10], "8 hundred million": [8e8], "1.5 Million": [1.5e6],
    "half a million": [500_000], "a quarter of a million": [250_000], "two and a half million": [2.5e6],
    "2½ million": [2.5e6], "a million and a half": [1.5e6], "one and a half": [1.5],
    "two dozen": [24], "a dozen": [12], "half a dozen": [6], "Ninety percent": [90], "Twenty-five": [25],
    "one hundred and five": [105], "fifteen hundred": [1_500], "two thousand twenty": [2_020], "zero": [0],
    "one hundred twenty three thousand": [123_000], "a million dollars": [1e6], "the 34th": [34], "sixth": [6],
    "twenty-first": [21], "the one hundredth visitor": [100], "nineteen eighty-four": [1984],
    "5 million seven years ago": [5e6, 7], "eleven work meetings in Japan, five of which": [11, 5],
    "a third Commission": [3], "rose from $5 million to $10 million": [5e6, 1e7],
    "rose from 500 to 700 jobs": [500, 700],
    "-500": [-500], "minus 500": [-500], "-$5 million": [-5e6], "negative 5": [-5], "over 1-500": [],
    "a five-year plan of two 10-day visits": [5, 2, 10], "US$5 million": [5e6], "MXN5": [5],
    "rose 7.4% to 2.31 trillion yen": [7.4, 2.31e12],
    "paid 37 billion pesos last year and 45 this year": [37e9, 45e9], "37 million pesos and 45 plants": [37e6, 45],
    "it sold 5 million cars in 2023 and 12 in 2024": [5e6, 2023, 12e6, 2024],
    "5 million cars last year and 900,000 this year": [5e6, 900_000],
}  # fmt: skip
#: There, and without a value: a quote that holds them proves no number, a ledger lists them.
WITHOUT_VALUE = [
    "5 to 10 million", "$50-100 million", "between 50 and 100", "5 percent to 10 percent", "two or three", "2018-2023",
    "1/3", "three quarters", "two thirds", "a third of the firms", "by a third", "one in five", "3 out of 5", "half",
    "a loss of 500 million", "several hundred", "a few thousand", "a couple of hundred", "dozens", "doubled",
    "hundreds of millions", "tens of thousands", "twice", "1990s", "COVID-19", "G20", "F-16", "Mazda3", "5G", "no one",
    "24/7", "0430", "11/24/2020", "09:10", "2024-03-12", "1,5000", "12,34", "1.234.567", "555-123-4567", "1/2 million",
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_read_as_it_is_printed(text: str, values: list[float]) -> None:
    assert [number.value for number in ENGLISH.numbers(text) if number.value is not None] == values


@pytest.mark.parametrize("text", WITHOUT_VALUE)
def test_what_is_no_whole_reading_is_one_number_without_a_value(text: str) -> None:
    (number,) = ENGLISH.numbers(f"there was {text} then")
    assert number.value is None


@pytest.mark.parametrize("text", ["someone often tends to", "the oneness", "headquarters", "seconds of silence"])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert not ENGLISH.numbers(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("5 to 10 million", (5e6, 1e7)), ("2018-23", (2018, 2023)), ("between $5 and $7 million", (5e6, 7e6))],
)
def test_a_range_has_both_its_ends(text: str, ends: tuple[float, ...]) -> None:
    assert [number.values for number in ENGLISH.numbers(text)] == [ends]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("more than 15", "more than"), ("over $15", "more than"), ("exceeding US$15", "more than"),
        (">15", "more than"),
        ("upwards of 15", "more than"), ("in excess of $15 million", "more than"), ("topped 15", "more than"),
        ("surpassed 15", "more than"), ("above 15", "more than"), ("more than a whopping $15 million", "more than"),
        ("at least 15", "at least"), ("a minimum of 15", "at least"), ("no fewer than 15", "at least"),
        ("15+", "at least"), ("15 cars or more", "at least"), ("15-plus cars", "at least"),
        ("15 jobs at least", "at least"),
        ("some 15", "about"), ("an estimated 15", "about"), ("~15", "about"), ("15 or so", "about"),
        ("15-odd firms", "about"), ("about the 15", "about"), ("fewer than 15", "less than"), ("under 15", "less than"),
        ("up to 15", "up to"), ("could reach 15", "up to"), ("as high as 15", "up to"), ("at most 15", "up to"),
        ("a maximum of 15", "up to"), ("no more than 15 days", "up to"), ("15 or fewer", "up to"),
        ("almost 15", "nearly"), ("just shy of 15", "nearly"), ("close to $15 billion", "nearly"),
        ("just under 15", "less than, nearly"), ("over five years", "exactly, more than"),
        ("fewer than the 15 it promised", "exactly, less than"), ("more than the 15 firms", "more than"),
        ("above the 15% that was forecast", "exactly, more than"), ("more than 15 firms that came", "more than"),
        ("around 40 countries", "about, exactly"), ("around 2019", "about, exactly"), ("all 15", ""), ("15 more", ""),
        ("more cars than 15", ""), ("moreover 15", ""), ("handsome 15", ""), ("a total of 15", ""),
    ],
)  # fmt: skip
def test_a_bound_is_what_is_printed_at_the_number_before_or_after(text: str, bounds: str) -> None:
    (number,) = ENGLISH.numbers(text)
    assert ", ".join(sorted(ENGLISH.bounds(text, number))) == bounds
    assert ENGLISH.may_bound(text) or not bounds


def test_most_texts_are_seen_to_have_no_bound_before_their_numbers_are_read() -> None:
    assert not ENGLISH.may_bound("Companies of Aichi in 2024, and a plea for 12 visas")


def test_the_bound_of_the_next_number_is_none_of_this_one() -> None:
    text = "500 jobs and at least 40 plants"
    assert [ENGLISH.bounds(text, number) for number in ENGLISH.numbers(text)] == [frozenset(), {"at least"}]


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("put $500 million into a plant that will have 900 jobs", "jobs", [900]), ("500 cartons", "car", []),
        ("A$500", "$", []), ("A$500", "A$", [500]), ("C$500", "$", []), ("US$500", "US$", [500]), ("$500", "$", [500]),
        ("-$500", "$", [-500]), ("$411 million USD", "USD", [411e6]), ("150 million dollars", "dollars", [150e6]),
        ("150 million dollars", "$", []), ("eleven work meetings in Japan, five of which", "meetings", [11, 5]),
        ("twenty local small and medium-sized enterprises", "small and medium-sized enterprises", [20]),
        ("Ninety percent of it", "percent", [90]), ("90% of it", "percent", [90]),
        ("5 percentage points", "percent", []),
        ("a five-year plan", "year", [5]), ("jobs rose to 900 in all", "jobs", [900]),
        ("staff at 5 plants", "staff", []),
        ("In 2019 workers struck", "workers", []), ("500 jobs. Plants closed", "Plants", []), ("500 jobs", "job", []),
        ("the 34th fair", "rank", [34]), ("its sixth-largest partner", "rank", [6]), ("ranked 4 there", "rank", [4]),
        ("Mexico's largest investor", "rank", [1]), ("one of the largest firms", "rank", []),
        ("5 main plants", "rank", []),
        ("the largest investors", "rank", []), ("34 fairs", "rank", []), ("15 … red cars", "cars", []),
        ("500 workers in the plants", "plants", []), ("15 of its workers", "workers", [15]),
        ("shipped 212 of its 640 lots", "lots", [212, 640]), ("rose 11 and 7 percent", "percent", [11, 7]),
        ("5 and 10 million pesos", "pesos", [10e6]),
        ("37 pesos in 2018 and 45 in 2019", "pesos", [37, 45]), ("11 plants and 7 percent", "percent", [7]),
        ("1,146 firms, of which 388 exported", "firms", [1146, 388]), ("2 of the 7th fair", "rank", [7]),
        ("runs five 21st century plants", "plants", []),
        ("the leading growth markets", "rank", []), ("the leading source of foreign funds", "rank", [1]),
    ],
)  # fmt: skip
def test_a_unit_is_printed_for_its_own_number(text: str, unit: str, values: list[float]) -> None:
    assert [number.value for number in ENGLISH.measured(text, unit)] == values


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2014", "signed in 2014"), ("2014-03-16", "on March 16, 2014"), ("2014-03-06", "the sixth of March, 2014"),
        ("2025-09-12", "Sept. 12, 2025"), ("2024-03-12", "on 2024-03-12"), ("2025-03-12", "12 March 2025"),
        ("2014-05", "in MAY 2014"), ("1995~", "the mid-1990s"), ("1990/1999", "in the 1990s"),
        ("2023", "in fiscal 2023"),
        ("2020-11-24", "Tue, 11/24/2020"), ("2020", "3/4/2020"), ("1984", "nineteen eighty-four"),
        ("2005", "the 2005 Pact"),
        ("2019/..", "since 2019"), ("../2019", "until 2019"), ("2019~", "around 2019"), ("2019?", "perhaps in 2019"),
        ("[..2021-03]", "by March 2021"), ("2018/2023", "between 2018 and 2023"), ("2018/2023", "the 2018-23 plan"),
        ("2025-03-16/2025-06-20", "from 16 March to 20 June 2025"), ("2024-01/2024-03", "the first quarter of 2024"),
        ("2025-06-16", "June 16 and 17, 2025"), ("2025-06-17", "June 16 and 17, 2025"),
        ("2025-06-16/2025-06-17", "June 16 and 17, 2025"), ("2019", "in 2019 workers struck"),
    ],
)  # fmt: skip
def test_a_date_is_shown_by_one_expression_that_prints_it(date: str, text: str) -> None:
    assert ENGLISH.date_fault(date, text) is None


@pytest.mark.parametrize(
    ("date", "text", "missing"),
    [
        ("2014", "signed in 2015", "the year 2014"), ("2014", "some 12014 people", "the year 2014"),
        ("2014", "in the 2014s", "the year 2014"), ("2014-03", "they march in 2014", "March"),
        ("2014-05", "they may sign in 2014", "May"), ("2014-03-16", "on March 15, 2014", "the day 16"),
        ("2014-03-16", "16 met in March 2014", "the day 16"),
        ("2014-03-16", "in March 2014 and on June 16, 2014", "the day 16"),
        ("2019", "a count of 2019 workers", "the year 2019"), ("2018/2023", "from 2018 on", "the year 2023"),
        ("../2019", "signed in 2019", "a word for 'until'"), ("2019/..", "in 2019", "a word for 'since'"),
        ("2019~", "in 2019", "a word for '~' (about)"), ("2019?", "in 2019", "a word for '?' (perhaps)"),
        ("2020-04-03", "on 3/4/2020", "April"), ("1990", "in the 1990s", "the year 1990"),
        ("[..2021]", "in 2021", "a word for 'by' (by, before)"),
    ],
)  # fmt: skip
def test_what_of_a_date_is_not_shown_is_told(date: str, text: str, missing: str) -> None:
    assert ENGLISH.date_fault(date, text) == missing


@pytest.mark.parametrize(
    "sentences",
    [
        ["Honda Motor Co. will build a plant.", "It said so."],
        ["He met Mr. Abe in the U.S.", "The plant opened."],
        ["Is it?", "Yes!", "J. Smith said."],
        ["Sen. Soto came.", "$5 million was paid."],
        ["On Sept. 12 it rose to 3.5 percent"],
    ],
)
def test_sentences_end_at_stops_that_are_no_abbreviation(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in ENGLISH.sentences(text)] == sentences


@pytest.mark.parametrize(
    ("paragraph", "quote", "cut"),
    [
        ("The former Ambassador to Japan came", "Ambassador to Japan", ["former"]),
        ("It did not build the plant there", "build the plant", ["not"]),
        ("It hasn't yet opened a plant there", "opened a plant", ["n't"]),
        ("It is expected to invest five million", "to invest five", ["expected"]),
        ("The vice minister of trade came", "minister of trade", ["vice"]),
        ("It was not so. It did build the plant", "build the plant", []),
        ("In May the plant was opened there", "the plant was", []),
    ],
)
def test_words_that_turn_the_sense_of_a_quote_are_told_where_it_cuts_them(
    paragraph: str, quote: str, cut: list[str]
) -> None:
    at = paragraph.index(quote)
    assert ENGLISH.cut_words(paragraph, [Span(at, at + len(quote))]) == cut


def test_words_are_found_whole_and_case_aside() -> None:
    assert ENGLISH.contains("the Ministry of Crops", "ministry of crops")
    assert not ENGLISH.contains("the Minister said", "minis")
    assert not ENGLISH.contains("Cuauhtémoc", "Cuauhtemoc")


def test_a_quote_has_three_to_twelve_words() -> None:
    assert [count for count in range(1, 20) if ENGLISH.length_fault(" ".join(["word"] * count)) is None] == [
        *range(3, 13)
    ]
    assert ENGLISH.length_fault("two words … and three more") is None
