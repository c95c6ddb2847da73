"""Values in words, and links that scroll to a passage."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.formats import text_fragment
from factbook.formats.wording import say_amount, say_date, say_number, say_value

# ── links ──


def test_a_link_scrolls_to_the_words_it_cites() -> None:
    assert text_fragment("https://e.org/a", "one two") == "https://e.org/a#:~:text=one%20two"


def test_the_signs_that_a_text_directive_reads_as_its_own_are_encoded() -> None:
    link = text_fragment("https://e.org/", 'a, c & "d" 50% #1 日')
    assert link.split("text=")[1] == "a%2C%20c%20%26%20%22d%22%2050%25%20%231%20%E6%97%A5"


def test_words_with_a_hyphen_are_sought_with_a_dash_too() -> None:
    assert text_fragment("https://e.org/", "a-b") == "https://e.org/#:~:text=a%2Db&text=a%E2%80%93b"


def test_prefix_end_and_suffix_stand_where_the_directive_has_them() -> None:
    link = text_fragment("https://e.org/", "from a", end="to b", prefix="pre", suffix="post x")
    assert link == "https://e.org/#:~:text=pre-,from%20a,to%20b,-post%20x"


@pytest.mark.parametrize(
    ("url", "joined"),
    [
        ("https://e.org/a#part", "https://e.org/a#part:~:text=x"),
        ("https://e.org/a#:~:text=y", "https://e.org/a#:~:text=y&text=x"),
    ],
)
def test_a_fragment_that_is_there_is_kept(url: str, joined: str) -> None:
    assert text_fragment(url, "x") == joined


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.split()))
def test_a_browser_decodes_the_directive_to_the_words(text: str) -> None:
    encoded = text_fragment("https://e.org/a", text).partition(":~:text=")[2].partition("&text=")[0]
    assert unquote(encoded) == " ".join(text.split())
    assert not set(encoded) & set("-,& #\"'<>|{}[]")


# ── words ──


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-06-16", "16 June 2025"),
        ("2020-12", "December 2020"),
        ("2010", "2010"),
        ("2018/2023", "2018 to 2023"),
        ("1999/..", "from 1999 on"),
        ("../2021-03", "until March 2021"),
        ("1986~", "about 1986"),
        ("1986?", "perhaps 1986"),
        ("1986~/2020-01-02", "about 1986 to 2 January 2020"),
    ],
)
def test_a_date_in_words_is_as_precise_as_the_date(edtf: str, words: str) -> None:
    assert say_date(edtf) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ((1500.0, "companies", "more than"), "more than 1,500 companies"),
        ((411000000.0, "USD", "as printed"), "411,000,000 USD"),
        ((8816000000.0, "$", "about"), "about $8,816,000,000"),
        ((90.0, "percent", "about"), "about 90 percent"),
        ((12.5, "%", "as printed"), "12.5%"),
        ((3.0, "rank", "as printed"), "3rd in rank"),
        ((11.0, "rank", "as printed"), "11th in rank"),
        ((None, "companies", "dozens"), "dozens of companies"),
        ((None, "meetings", "several"), "several meetings"),
    ],
)
def test_a_figure_in_words_keeps_its_bound_and_unit(amount: tuple[float | None, str, str], words: str) -> None:
    assert say_amount(*amount) == words


def test_a_short_figure_loses_no_digit() -> None:
    assert say_amount(411000000.0, "USD", "as printed", short=True) == "411 million USD"
    assert say_amount(8816000000.0, "$", "more than", short=True) == "more than $8.816 billion"
    assert say_amount(1234567.0, "jobs", "as printed", short=True) == "1,234,567 jobs"


@pytest.mark.parametrize(
    ("value", "words"), [(0.1, "0.1"), (1234.5, "1,234.5"), (1e-7, "0.0000001"), (2e15, "2,000,000,000,000,000")]
)
def test_a_number_is_never_rounded_nor_in_powers_of_ten(value: float, words: str) -> None:
    assert say_number(value) == words


def test_null_is_not_stated() -> None:
    assert say_value(None) == say_value(None, is_date=True) == "not stated"
