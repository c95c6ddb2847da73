"""Numbers and names in our own words, and what stands behind them."""

from __future__ import annotations

import pytest

from factbook.text.support import Support, known_names, missing_words, named_twice, plain_runs, stand_plainly

KNOWN = known_names(
    {
        "mexico": ["Mexico", "Mexican", "México", "メキシコ"],
        "japan": ["Japan", "Japanese"],
        "nissan": ["Nissan"],
        "committee": ["Senate's Foreign Relations Committee"],
    }
)


def _missing(text: str, *texts: str, numbers: list[tuple[float, str]] | None = None) -> list[str]:
    return [found.word for found in missing_words(text, Support(texts, frozenset({5.0})), KNOWN, numbers or [])]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Trade of Mexico and Japan", ("Mexican and Japanese officials",)),
        ("The committee met", ()),
        ("Mexico's Senate", ("the Mexican Senate",)),
        ("Promotes tourism from Latin America", ("Latin American tourism",)),
        ("Plans of Nissan for June", ("Nissan said",)),
        ("Brazilian exports", ("exports of Brazil",)),
        ("Trade of Mexico", ("メキシコ産の豚肉",)),
        ("A project (CONALEP) in Leon", ("CONALEP of León",)),
        ("Foreign Relations Committee of the Senate", ("the Senate's Foreign Relations Committee",)),
    ],
)
def test_names_are_printed_where_their_words_or_another_name_of_theirs_stand(text: str, texts: tuple[str, ...]) -> None:
    assert _missing(text, *texts) == []


@pytest.mark.parametrize(
    ("text", "texts", "missing"),
    [
        ("Trade of Mexico and Canada", ("Mexican trade",), ["Canada"]),
        ("Nissan moved its plant", ("the company moved",), ["Nissan"]),
        ("Met the Senate's Foreign Relations Committee", ("a committee",), ["Senate's Foreign Relations Committee"]),
        ("The plant of Mazda", ("the plant",), ["Mazda"]),
        ("Brazilian exports", ("exports of Mexico",), ["Brazilian"]),
        (
            "Sent to the Senate's Foreign Relations Committee",
            ("Foreign guests", "the Senate's Relations", "Committee"),
            ["Senate's Foreign Relations Committee"],
        ),
    ],
)
def test_a_name_that_nothing_stands_behind_is_missing(text: str, texts: tuple[str, ...], missing: list[str]) -> None:
    assert _missing(text, *texts) == missing


def test_a_land_or_a_people_is_a_name_also_where_a_text_begins_with_it() -> None:
    assert not stand_plainly(plain_runs("Brazilian exports", KNOWN), ["exports of Mexico"])
    assert stand_plainly(plain_runs("Rising exports", KNOWN), ["exports of Mexico"])


def test_the_words_of_a_name_may_stand_apart_in_a_note() -> None:
    texts = ("Foreign guests", "the Senate's Relations", "Committee")
    support = Support(texts, frozenset(), apart=True)
    assert list(missing_words("It met the Senate's Foreign Relations Committee", support, KNOWN, [])) == []


def test_a_number_is_one_that_is_read_or_stands_as_it_is_written() -> None:
    assert _missing("5 of them", numbers=[(5.0, "5")]) == []
    assert _missing("the 1990s", "since the 1990s", numbers=[(float("nan"), "1990s")]) == []
    assert _missing("7 of them", "5 of them", numbers=[(7.0, "7")]) == ["7"]


def test_what_is_printed_elsewhere_may_be_asked_for() -> None:
    support = Support((), frozenset(), lambda word: word == "mazda")
    assert list(missing_words("A plant of Mazda", support, KNOWN, [])) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Exports of Mexico in 2024", True),
        ("Exports of Canada in 2024", False),
        ("Exports of Mexico in 2025", False),
        ("Nissan left", False),
        ("", True),
        ("2024 had Mexico", True),
        ("2025 Mexico had exports", False),
        ("Trade of the State of Mexico", False),
    ],
)
def test_words_that_stand_as_they_are_written_need_no_longer_look(text: str, plain: bool) -> None:
    assert stand_plainly(plain_runs(text, KNOWN), ["Mexico had exports in 2024"]) is plain


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Trade of Mexico and Mexico", "Mexico"),
        ("Japan's share of Japan's imports", "Japan"),
        ("Mexico exports food to Mexico", "Mexico"),
        ("Exports from Mexico to Japan as a share of Mexico's own", None),
        ("Alliance of Nagoya with the Nagoya Chamber", None),
        ("From March to March", None),
        ("Grew from 5 to 5", None),
    ],
)
def test_a_name_that_stands_twice_with_no_other_between_is_told(text: str, twice: str | None) -> None:
    assert named_twice(text) == twice
