"""What a number counts, and what its place in the words does not make it: no body, and no place, is only counted."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from example_projects import lay_out, run, write
from factbook.editor.units import counted_words
from factbook.text.languages import language_of
from factbook.text.numbers import Number

DAY = ("--date", "2026-11-24")
BODIES = """- id: norlandish-companies
  name: Norlandish companies
  kind: group
  checked: 2026-11-24
  citations:
    - {source: fair-2026, paragraph: 2, quote: Norlandish companies spoke of the fair, voice: reporter}
- id: university-of-arcadia
  name: University of Arcadia
  kind: educational institution
  checked: 2026-11-24
  citations:
    - {source: fair-2026, paragraph: 2, quote: University of Arcadia sent one, voice: reporter}
"""
ARTICLE = "\n\n".join(
    (
        "The town gave 22 building permits to 48 Norlandish companies of Reed Hill, and 20 students of the University"
        " of Arcadia came. Eleven auto parts makers looked for land.",
        "Norlandish companies spoke of the fair, and the University of Arcadia sent one of its own.",
        "Mayor Rosa Villa returned on Tuesday from a five-day visit to Norland, where she met the mayor of its port."
        " During the visit, the town and Norland signed a letter of intent on the training of technicians.",
        "",
    )
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The complete example, with an article on a fair and two bodies of it."""
    lay_out(tmp_path)
    write(tmp_path, "fair.txt", ARTICLE)
    into = ("--into", str(tmp_path / "facts/sources/fair-2026.yml"))
    values = ("title=Fair", "publisher=Fair", "url=https://fair.example", "language=en", "independence=independent")
    assert run(tmp_path, "new", "source", "--file", str(tmp_path / "fair.txt"), "--id", "fair-2026", *into, *values)
    (tmp_path / "fair.txt").rename(tmp_path / "archive/fair-2026.txt")
    write(tmp_path, "facts/organizations/fair-2026.yml", BODIES)
    write(
        tmp_path, "facts/places/fair-2026.yml", "- {id: reed-hill, name: Reed Hill, kind: city, checked: 2026-11-24}\n"
    )
    return tmp_path


def added(root: Path, quote: str, *words: str) -> dict[str, object]:
    """What `add` says, under "said", and the record of the quote, where it is written."""
    archive = ("--archive", str(root / "archive"))
    done = run(
        root, "add", "fair-2026", "1", quote, "--figure", "What it counts", "indicator=x", *words, *archive, *DAY
    )
    path = root / "facts/figures/fair-2026.yml"
    record = yaml.safe_load(path.read_text(encoding="utf-8"))[-1] if path.is_file() else {}
    return {**record, "said": done.output}


@pytest.mark.parametrize(
    ("behind", "counted"),
    [
        (" auto parts makers that look for land", " auto parts makers"),
        (" Japanese companies operate in it", " Japanese companies"),
        (" building permits to firms", " building permits"),
        (" students of the school", " students"),
        (" business class seats", " business class seats"),
        (" companies has the town", " companies"),
        # No plural, and none of its own.
        (" people in six schools", ""),
        (" percent of exports", ""),
        (" million", ""),
        ("-year plan for ports", ""),
    ],
)
def test_an_english_number_counts_the_plural_behind_the_words_that_say_which(behind: str, counted: str) -> None:
    reader = language_of("en")
    assert reader is not None
    (number,) = reader.numbers("22 ")
    assert counted_words(behind, number, "en-GB") == counted
    assert counted_words(behind, number, "es") == ""


def test_one_counts_no_plural() -> None:
    reader = language_of("en")
    assert reader is not None
    (number,) = reader.numbers("one ")
    assert isinstance(number, Number)
    assert counted_words(" firm makes cars", number, "en") == ""


def test_what_is_counted_names_neither_the_body_that_is_called_so_nor_a_place(root: Path) -> None:
    found = added(root, "48 Norlandish companies of Reed Hill")
    assert (found["value"], found["unit"], found["place"]) == (48, "companies", "reed-hill")
    assert "organization" not in found


def test_the_unit_is_what_is_counted_not_the_word_behind_the_number(root: Path) -> None:
    assert added(root, "gave 22 building permits")["unit"] == "permits"


def test_a_place_in_the_name_of_a_body_is_not_the_place_of_the_number(root: Path) -> None:
    found = added(root, "20 students of the University of Arcadia")
    assert found["organization"] == "university-of-arcadia"
    assert "place" not in found


def test_of_several_numbers_it_is_told_which_is_taken(root: Path) -> None:
    found = added(root, "22 building permits to 48 Norlandish companies")
    assert "note: of the numbers in the quote 22 is taken; value=... takes another: 48\n" in str(found["said"])
    assert found["value"] == 22
    other = added(root, "22 building permits to 48 Norlandish companies", "label=Others", "value=48")
    assert (other["value"], "of the numbers" in str(other["said"])) == (48, False)


def test_an_id_that_another_record_has_is_told(root: Path) -> None:
    assert "note" not in str(added(root, "20 students of the University of Arcadia")["said"])
    write(root, "facts/places/more.yml", "- {id: what-it-is, name: What, kind: city, checked: 2026-11-24}\n")
    archive = ("--archive", str(root / "archive"), *DAY)
    words = ("add", "fair-2026", "1", "gave 22 building permits", "--figure", "What it is", "indicator=x", *archive)
    assert (
        "note: what-it-is is another record's id: this one is what-it-is-2; id=... gives another"
        in run(root, *words).output
    )


def test_that_nothing_is_written_is_told_before_what_is_wrong(root: Path) -> None:
    said = str(added(root, "gave 22 building permits", "place=norland")["said"])
    assert said.startswith(
        "note: nothing is written; the lines are those that the files would have\nfacts/figures/fair-2026.yml:"
    )


def test_what_only_takes_up_what_was_told_is_not_proposed_and_a_thing_is_called_as_it_is_printed(root: Path) -> None:
    write(root, "lexicon.yml", (Path(__file__).parents[2] / "lexicon.yml").read_text(encoding="utf-8"))
    done = run(root, "draft", "fair-2026", "--archive", str(root / "archive"), *DAY)
    assert done.status == 0, done.output
    drafts = root / "drafts/fair-2026"
    meetings = yaml.safe_load((drafts / "meetings.yml").read_text(encoding="utf-8"))
    assert [record["title"] for record in meetings] == ["Visit to Norland"]
    (agreement,) = yaml.safe_load((drafts / "agreements.yml").read_text(encoding="utf-8"))
    assert agreement["title"].startswith("Letter of intent on the training")
    figures = yaml.safe_load((drafts / "figures.yml").read_text(encoding="utf-8"))
    assert {record.get("unit") for record in figures} >= {"permits", "companies", "students", "makers"}
