"""What proving quotes have to show: number, unit and bound in the same words, read by the rules of the language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.rules.quoted import number_column
from factbook.rules.readings import check_date, check_number, check_printed, check_qualifier, check_unit
from factbook.rules.rule import Quote, Record
from factbook.schema import load_schema
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
OFFICIALS = SCHEMA.tables["officials"].given
FIGURES = SCHEMA.tables["figures"].given


def quote(text: str, language: str = "en") -> Quote:
    return Quote(text, "a", 1, "reporter", "", language, "")


def figure(value: str, unit: str = "") -> Record:
    return Record("figures", {"value": value, "unit": unit}, value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two thirds of the firms", "2"),
        ("three fifths of the firms", "3"),
        ("five 21st century plants", "21"),
        ("5 to 10 million cars", "5"),
        ("lost 1.001 thousand jobs", "1.001"),
    ],
)
def test_a_part_of_what_is_printed_is_no_number(text: str, value: str) -> None:
    if value == "21":
        assert check_number("5", FIGURES["value"], figure("5"), (quote(text),)) is None
    else:
        assert check_number(value, FIGURES["value"], figure(value), (quote(text),))


@pytest.mark.parametrize(
    ("text", "value"), [("1.001 thousand", "1001"), ("almost $8.816 billion", "8816000000"), ("1.1 million", "1100000")]
)
def test_a_scale_is_exact(text: str, value: str) -> None:
    """1.001 * 1000 is not 1001 in floating point."""
    assert check_number(value, FIGURES["value"], figure(value), (quote(f"of {text} cars"),)) is None


def test_nothing_is_read_in_a_language_without_a_reader() -> None:
    fault = check_number("5", FIGURES["value"], figure("5"), (quote("5 Autos von hier", "de"),))
    assert fault
    assert fault.hint == "nothing is read in the language 'de': give a derivation"


@pytest.mark.parametrize(
    ("value", "text", "holds"),
    [
        ("more than", "more than 1,500 people here", True),
        ("as printed", "more than 1,500 people here", False),
        ("as printed", "employs 1,500 people here", True),
        ("at least", "employs 1,500+ people here", True),
        ("as printed", "employs 1,500+ people here", False),
        ("as printed", "people who work here", True),
        ("as printed", "fewer than the 1,500 people it promised", True),
        ("as printed", "fewer than 1,500 people", False),
    ],
)
def test_a_bound_is_what_the_quote_says_of_the_number(value: str, text: str, holds: bool) -> None:
    fault = check_qualifier(value, FIGURES["qualifier"], figure("1500"), (quote(text),))
    assert (fault is None) == holds


def test_a_unit_belongs_to_the_number_in_each_quote() -> None:
    good, other = quote("employs 1,500 people in 3 plants"), quote("in 1,500 plants for people")
    assert check_unit("people", FIGURES["unit"], figure("1500", "people"), (good,)) is None
    assert check_unit("people", FIGURES["unit"], figure("1500", "people"), (good, other))


@pytest.mark.parametrize(
    ("language", "text", "words", "printed"),
    [
        ("en", "Deputy Trade Minister Emi Hata", "Trade Minister", False),
        ("en", "Deputy Trade Minister Emi Hata", "Deputy Trade Minister", True),
        ("en", "former minister Emi Hata, now Trade Minister", "Trade Minister", True),
        ("en", "Emi Hata, president-elect of Norland", "president", False),
        ("es", "su presidenta interina, Emi Hata", "presidenta", False),
        ("es", "su presidenta interina, Emi Hata", "presidenta interina", True),
        ("ja", "黒田乃亜社長代行は", "社長", False),
        ("es", "la vice ministra Emi Hata dijo", "ministra", False),
        ("es", "la ministra Emi Hata dijo", "ministra", True),
        ("en", "Emi Hata, who until March was treasurer of it", "treasurer", False),
        ("en", "the winner was Norcasa", "Norcasa", True),
        ("es", "Emi Hata, quien hasta 2023 fue delegada", "delegada", False),
        ("es", "Emi Hata, antes delegada en Norlandia", "delegada", False),
        ("en", "Emi Hata, once treasurer of it", "treasurer", False),
        ("ja", "外務省の畑吾郎前次官", "次官", False),
        ("ja", "外務省の畑吾郎前次官", "前次官", True),
    ],
)
def test_a_post_is_not_printed_behind_a_word_that_makes_another_of_it(
    language: str, text: str, words: str, printed: bool
) -> None:
    fault = check_printed(words, OFFICIALS["role_as_printed"], Record("officials", {}), (quote(text, language),))
    assert (fault is None) == printed


@pytest.mark.parametrize(
    ("language", "text", "period", "shown"),
    [
        ("en", "sold 40 cars in the first half of 2025", "2025", False),
        ("en", "sold 40 cars in the first half of 2025", "2025-01/2025-06", True),
        ("en", "sold 40 cars between 2015 and 2018", "2015", False),
        ("en", "sold 40 cars between 2015 and 2018", "2015/2018", True),
        ("en", "sold 40 cars since 2015", "2015", False),
        ("en", "sold 40 cars in March 2025", "2025", False),
        ("en", "sold 40 cars since it opened in 2015", "2015", False),
        ("en", "sold 40 cars in the first nine months of 2024", "2024-01/2024-09", True),
        ("en", "sold 40 cars in the first nine months of 2024", "2024", False),
        ("en", "whose fleet, of 31 ships in 2019, has shrunk to 40", "2019", False),
        ("es", "que en 2019 tenía 40 barcos", "2019", True),
        ("ja", "2024年1〜9月に40台を売った", "2024-01/2024-09", True),
        ("ja", "2024年1〜9月に40台を売った", "2024", False),
        ("en", "sold 40 percent more than in 2015", "2015", False),
        ("en", "sold 40 cars in March, as many as in all of 2025", "2025", True),
        ("es", "vendió 40 autos en el primer semestre de 2025", "2025", False),
        ("es", "vendió 40 autos desde 2015", "2015", False),
        ("es", "vendió 40 autos de 2015 a 2018", "2018", False),
        ("es", "vendió 40 autos en 2018", "2018", True),
        ("es", "vendió 40 por ciento más que en 2018", "2018", False),
        ("ja", "2025年上半期に40台を売った", "2025", False),
        ("ja", "2015年以来、40台を売った", "2015", False),
        ("ja", "2015年から2018年に40台を売った", "2018", False),
        ("ja", "2018年に40台を売った", "2018", True),
        ("ja", "2018年の開業以来、40台を売った", "2018", False),
        ("ja", "40台を売り、2017年の30台を上回った", "2017", False),
    ],
)
def test_a_period_is_the_whole_of_what_is_printed(language: str, text: str, period: str, shown: bool) -> None:
    fault = check_date(period, FIGURES["period"], figure("40"), (quote(text, language),))
    assert (fault is None) == shown


@pytest.mark.parametrize(("period", "taken"), [("", False), ("2017", True)])
def test_a_number_that_is_only_compared_with_needs_its_year(period: str, taken: bool) -> None:
    record = Record("figures", {"value": "30", "period": period}, "30")
    for text, language in (("rose to 40 from 30 in 2017", "en"), ("2017年の30台を上回った", "ja")):
        assert (check_number("30", FIGURES["value"], record, (quote(text, language),)) is None) == taken


def test_a_number_that_another_quote_gives_plainly_is_not_only_compared_with() -> None:
    record = Record("figures", {"value": "30"}, "30")
    compared, plain = quote("rose to 40 from 30 in 2017"), quote("sold 30 cars")
    assert check_number("30", FIGURES["value"], record, (compared,)) is not None
    assert check_number("30", FIGURES["value"], record, (compared, plain)) is None
    assert check_number("30", FIGURES["value"], record, (compared, quote("sold 12 cars"))) is not None


LEXICON = Lexicon(
    {
        ClassKey("figures", "status", "planned"): ClassWords({}),
        ClassKey("figures", "status", "reported"): ClassWords({}, is_fact=True),
    }
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "will grow from 7 to 10 a week"),
        ("es", "pasarán de 7 a 10 por semana"),
        ("ja", "週7便を10便に増やす"),
    ],
)
@pytest.mark.parametrize(
    ("value", "status", "taken"), [("7", "planned", False), ("10", "planned", True), ("7", "reported", True)]
)
def test_what_was_before_a_change_is_not_to_come(
    language: str, text: str, value: str, status: str, taken: bool
) -> None:
    record = Record("figures", {"value": value, "status": status}, value, lexicon=LEXICON)
    assert (check_number(value, FIGURES["value"], record, (quote(text, language),)) is None) == taken


@pytest.mark.parametrize(("as_of", "taken"), [("", False), ("2024-05", True)])
def test_a_number_of_an_earlier_time_needs_its_time(as_of: str, taken: bool) -> None:
    record = Record("figures", {"value": "152", "as_of": as_of}, "152")
    for text, language in (("against 152 a year earlier", "en"), ("1年前は152円だった", "ja")):
        assert (check_number("152", FIGURES["value"], record, (quote(text, language),)) is None) == taken


@pytest.mark.parametrize(("as_of", "taken"), [("2024", False), ("2015", True), ("", True)])
def test_a_number_that_has_a_year_of_its_own_is_not_of_the_year_of_another(as_of: str, taken: bool) -> None:
    record = Record("figures", {"value": "120", "as_of": as_of}, "120")
    for text, language in (("120 firms in 2015, and 318 in 2024", "en"), ("2015年の120社から令和6年には318社に", "ja")):
        assert (check_number("120", FIGURES["value"], record, (quote(text, language),)) is None) == taken


# ── over a whole project ──


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


def check(root: Path) -> str:
    return run(root, "check", "--archive", str(root / "archive")).output


MOVED = """- id: farmers
  label: Farmers
  indicator: farmers in the program
  value: 15000
  unit: farmers
  qualifier: as printed
  status: reported
  checked: 2026-11-24
  citations:
    - source: harbor-herald-2024
      paragraph: 3
      quote: more than 15,000 farmers had joined it
      voice: reporter
      fields: [value, unit, status, label]
    - source: harbor-herald-2024
      paragraph: 2
      quote: dozens of students are to work there
      voice: reporter
      fields: [qualifier]
"""


def test_a_bound_is_not_lost_by_proving_it_with_another_quote_than_its_number(root: Path) -> None:
    write(root, "facts/figures/moved.yml", MOVED)
    assert "farmers qualifier: 'as printed' is not what the quote says; the quote is 'more than 15,000" in check(root)


def test_a_number_that_an_entry_of_the_ledger_leaves_out_is_a_fault_and_no_crash(root: Path) -> None:
    path = root / "facts/sources/articles.yml"
    text = path.read_text(encoding="utf-8")
    entry = "  uncited_numbers:\n"
    assert entry in text
    write(root, "facts/sources/articles.yml", text.replace("      number: ", "      nmber: ", 1))
    found = check(root)
    assert "has no list or column 'nmber' [unknown-key]\n    did you mean 'number'?" in found
    assert "[missing-key]" not in found


def test_records_that_are_distinct_may_say_so_as_a_mapping(root: Path) -> None:
    bay = "- id: {id}\n  name: Fish Bay\n  kind: city\n  checked: 2026-11-24\n"
    other = bay.format(id="other-bay") + "  distinct_from:\n    fish-bay: It is another coast.\n"
    write(root, "facts/places/more.yml", f"{bay.format(id='fish-bay')}\n{other}")
    assert run(root, "check").status == 0
    write(root, "facts/places/more.yml", f"{bay.format(id='fish-bay')}\n{other.replace('fish-bay:', 'arcadia:')}")
    assert "[duplicate-name]" in check(root)


def test_the_number_is_the_column_that_is_tagged_so_whatever_its_name() -> None:
    table = SCHEMA.tables["figures"]
    assert number_column(table) == "value"
    columns = {name.replace("value", "amount"): column for name, column in table.columns.items()}
    columns["amount"] = replace(columns["amount"], name="amount")
    assert number_column(replace(table, columns=columns)) == "amount"
    assert number_column(SCHEMA.tables["places"]) is None


@pytest.mark.parametrize(("value", "holds"), [("up to", True), ("as printed", False)])
def test_the_bound_of_a_derived_number_is_that_of_the_only_number_of_the_quote(value: str, holds: bool) -> None:
    values = {"value": "33.3", "derivations": {"value": "One third is 33.3 percent."}}
    text = quote("may explain up to one third of the gain")
    fault = check_qualifier(value, FIGURES["qualifier"], Record("figures", values, "33.3"), (text,))
    assert (fault is None) == holds
