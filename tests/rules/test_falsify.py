"""What falsehoods are made of: one value at a time, by kind, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import NEAREST, RANDOM, Falsehood, Record, items_at, text_at
from factbook.editor.falsify.own_words import other_names, other_numbers
from factbook.editor.falsify.report import as_data, lines
from factbook.editor.falsify.tally import falsehoods, falsify
from factbook.schema import load_schema
from factbook.text.normalise import normalise

ROOT = Path(__file__).parents[2]
COMPLETE = ROOT / "tests/examples/good/complete"


def records_of(root: Path) -> list[Record]:
    return [
        Record(path.parent.name, path.relative_to(root).as_posix(), values)
        for path in sorted((root / "facts").glob("*/*.yml"))
        for values in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    ]


@pytest.fixture(scope="module")
def book() -> Book:
    articles = {
        path.stem: [normalise(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in (COMPLETE / "archive").glob("*.txt")
    }
    return Book(load_schema(ROOT / "schema.sql"), records_of(COMPLETE), articles)


@pytest.fixture(scope="module")
def told(book: Book) -> list[Falsehood]:
    return list(falsehoods(book, seed=1, each=3))


def test_each_falsehood_is_of_a_known_kind_and_changes_what_it_says_that_it_changes(told: list[Falsehood]) -> None:
    for falsehood in told:
        assert falsehood.kind in {*RANDOM, *NEAREST}
        assert falsehood.was != falsehood.becomes
        assert text_at(falsehood.record.values, falsehood.path) == falsehood.was
        assert text_at(falsehood.changed.values, falsehood.path) == falsehood.becomes


def test_the_honest_record_stays_as_it_is(book: Book, told: list[Falsehood]) -> None:
    for falsehood in told:
        assert falsehood.changed.values != falsehood.record.values
    assert [dict(record.values) for record in book.records] == [dict(r.values) for r in records_of(COMPLETE)]


def test_the_same_seed_tells_the_same_falsehoods_and_another_one_others(book: Book, told: list[Falsehood]) -> None:
    assert [str(one) for one in falsehoods(book, 1, 3)] == [str(one) for one in told]
    assert [str(one) for one in falsehoods(book, 2, 3)] != [str(one) for one in told]


def test_a_record_more_changes_no_falsehood_of_numbers_and_dates_of_the_others(book: Book) -> None:
    fewer = Book(book.schema, [record for record in book.records if record.table != "meetings"], book.paragraphs)
    kinds = {"day of the check", "voice"}
    left = [str(one) for one in falsehoods(fewer, 1, 3) if one.kind in kinds]
    assert left == [str(one) for one in falsehoods(book, 1, 3) if one.kind in kinds and one.record.table != "meetings"]


def test_most_kinds_are_tried_on_the_complete_example(told: list[Falsehood]) -> None:
    rare = {"class", "words as printed", "number, derived", "date, derived", "author of an article"}
    assert {*RANDOM} - {one.kind for one in told} <= {*rare, "number in our own words", "name in our own words"}


def test_a_speaker_goes_when_the_voice_is_no_longer_a_speakers(told: list[Falsehood]) -> None:
    reporters = [one for one in told if one.kind == "voice" and one.becomes == "reporter"]
    assert reporters
    for one in reporters:
        assert text_at(one.changed.values, (*one.path[:-1], "speaker")) == ""


def test_the_nearest_reference_is_named_in_the_paragraph_that_is_cited(book: Book, told: list[Falsehood]) -> None:
    near = [one for one in told if one.kind == "list item of the same paragraph"]
    assert near
    for one in near:
        paragraphs = {book.paragraph(item) for item in items_at(one.record.values, "citations")}
        assert any(one.becomes in book.named_in(text, book.table_of(one.becomes) or "") for text in paragraphs)


def test_a_quote_is_cut_behind_the_word_that_bounds_its_number(told: list[Falsehood]) -> None:
    cut = {one.was: one for one in told if one.kind == "quote that drops a bound"}
    farmers = cut["more than 15,000 farmers had joined it"]
    assert farmers.becomes == "15,000 farmers had joined it"
    assert farmers.changed.values["qualifier"] == "as printed"


def test_numbers_and_names_in_our_words_change_one_at_a_time(book: Book) -> None:
    assert list(other_numbers("12 plants in 2019")) == ["13 plants in 2019", "12 plants in 2010"]
    assert list(other_numbers("in 2019", ["2023"])) == ["in 2023", "in 2010"]
    assert "Trade of Norland in 2023" in list(other_names("Trade of Arcadia in 2023", book))
    assert list(other_names("Trade of Arcadia", book, ["port-alba"])) == ["Trade of Port Alba"]


def test_rules_that_refuse_nothing_and_all_have_shares_of_nothing_and_all(book: Book) -> None:
    none, every = falsify(book, lambda told: [False] * len(told)), falsify(book, lambda told: [True] * len(told))
    assert as_data(none)["random"][-1]["refused"] == 0
    assert as_data(every)["random"][-1]["refused"] == as_data(none)["random"][-1]["tried"] > 0
    assert sum("got in" in line for line in lines(none)) == sum(len(c.passed) for c in (*none.random, *none.nearest))
    assert not any("got in" in line for line in lines(every))
