"""One record of one passage: what can be known is filled in, and nothing with a fault is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from example_projects import lay_out, run, write

DAY = ("--date", "2026-11-24")
FARMERS = ("harbor-herald-2024", "3", "more than 15,000 farmers had joined it")
WHY = 'derivations.about="It" is the Green Seed program, of which the sentence speaks.'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The complete example without its figures on seeds."""
    lay_out(tmp_path)
    (tmp_path / "facts/figures/seeds.yml").unlink()
    return tmp_path


def add(root: Path, *words: str) -> str:
    done = run(root, "add", *words, "--archive", str(root / "archive"), *DAY)
    return f"{done.status} {done.output}"


def record(root: Path, path: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((root / path).read_text(encoding="utf-8"))[-1]
    return found


def test_number_unit_bound_voice_speaker_day_and_id_are_filled_in(root: Path) -> None:
    said = add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants", "about=green-seed", WHY)
    assert said.startswith("0 ")
    assert record(root, "facts/figures/harbor-herald-2024.yml") == {
        "id": "farmers-in-the-program", "label": "Farmers in the program", "indicator": "participants",
        "value": 15000, "unit": "farmers", "qualifier": "more than", "about": "green-seed", "status": "reported",
        "derivations": {"about": '"It" is the Green Seed program, of which the sentence speaks.'},
        "citations": [{"paragraph": 3, "quote": FARMERS[2], "speaker": "cuauhtemoc-ibarra"}],
    }  # fmt: skip


def test_name_post_and_family_name_of_a_person_are_filled_in(root: Path) -> None:
    (root / "facts/officials/arcadia.yml").unlink(missing_ok=True)
    passage = article(
        root, "Governor Pell del Monte opened the fair of the town, where ships of all the coast lay.", "en"
    )
    assert add(root, *passage, "Governor Pell del Monte opened the fair", "--official", "Pell del Monte").startswith(
        "0 "
    )
    assert record(root, f"facts/officials/{passage[0]}.yml") == {
        "id": "pell-del-monte", "name": "Pell del Monte", "name_as_printed": "Pell del Monte",
        "family_name": "del Monte", "role_as_printed": "Governor",
        "citations": [{"paragraph": 1, "quote": "Governor Pell del Monte opened the fair"}],
    }  # fmt: skip


@pytest.mark.parametrize(("value", "bound", "end"), [("300", "at least", "lower"), ("350", "up to", "upper")])
def test_one_end_of_a_range_is_entered_with_its_bound_and_the_reasons(
    root: Path, value: str, bound: str, end: str
) -> None:
    passage = article(root, "The yard is to employ 300 to 350 people when all of its docks are open again.", "en")
    words = ("--figure", f"Jobs at the yard, {bound}", "indicator=jobs")
    said = add(root, *passage, "employ 300 to 350 people", *words)
    assert said == (
        "2 error: '300 to 350' is a range, and a record holds one end: value=300 or value=350; bound and reasons"
        " are filled in\n"
    )
    assert add(root, *passage, "employ 300 to 350 people", *words, f"value={value}").startswith("0 ")
    found = record(root, f"facts/figures/{passage[0]}.yml")
    assert (found["value"], found["unit"], found["qualifier"]) == (int(value), "people", bound)
    assert found["derivations"] == {
        "value": f"The {end} end of 300 to 350.",
        "qualifier": f"{bound.capitalize()}: the {end} end of 300 to 350.",
    }


@pytest.mark.parametrize(
    ("language", "number", "bound"),
    [
        ("es", "El extremo inferior de 300 to 350.", "Al menos: el extremo inferior de 300 to 350."),
        ("ja", "300 to 350の下限。", "少なくとも：300 to 350の下限。"),
        ("es-MX", "El extremo inferior de 300 to 350.", "Al menos: el extremo inferior de 300 to 350."),
    ],
)
def test_reasons_are_written_in_the_language_of_the_factbook(
    root: Path, language: str, number: str, bound: str
) -> None:
    passage = article(root, "The yard is to employ 300 to 350 people when all of its docks are open again.", "en")
    write(root, "metadata.yml", f"language: {language}\n")
    words = ("--figure", "300", "indicator=jobs", "value=300")
    assert add(root, *passage, "employ 300 to 350 people", *words).startswith("0 ")
    found = record(root, f"facts/figures/{passage[0]}.yml")
    assert found["derivations"] == {"value": number, "qualifier": bound}


def test_a_number_that_has_no_value_to_be_read_is_told(root: Path) -> None:
    passage = article(root, "Norland accounted for about a third of all the sales of the yard last year.", "en")
    said = add(root, *passage, "accounted for about a third of", "--figure", "Share of Norland", "indicator=share")
    assert said.startswith("2 error: 'a third' has no value that is read: give value=..., and derivations.value=...")


def test_a_unit_of_money_keeps_its_country_and_names_none(root: Path) -> None:
    passage = article(root, "The new yard at the bay is to cost between US$85 million and US$90 million in all.", "en")
    quote = "to cost between US$85 million and US$90 million"
    assert add(root, *passage, quote, "--figure", "Cost of the yard", "indicator=cost", "value=85000000")[0] == "0"
    assert record(root, f"facts/figures/{passage[0]}.yml")["unit"] == "US$"


def test_a_quote_without_the_sign_that_a_shell_has_taken_is_told_why(root: Path) -> None:
    passage = article(root, "The new yard at the bay cost US$85 million in all, as the town had feared.", "en")
    said = add(root, *passage, "bay cost US5 million in all", "--figure", "Cost of the yard")
    assert said == "2 error: the quote has lost its $, which a shell reads: put it in single quotes\n"


def test_the_kind_of_a_body_is_filled_in(root: Path) -> None:
    passage = article(root, "The gear maker Kita Seiki met the group Agua para el Valle at the yard in the bay.", "en")
    for name, quote in {
        "Kita Seiki": "gear maker Kita Seiki met",
        "Agua para el Valle": "group Agua para el Valle",
    }.items():
        assert add(root, *passage, quote, "--organization", name).startswith("0 ")
        kinds = {"Kita Seiki": "company", "Agua para el Valle": "group"}
        assert record(root, f"facts/organizations/{passage[0]}.yml")["kind"] == kinds[name]


def test_where_a_person_is_posted_is_not_filled_in_as_the_persons_country(root: Path) -> None:
    passage = article(root, "Rosa Villa, its director for Norland, opened the fair of the town at the yard.", "en")
    assert add(root, *passage, "Rosa Villa, its director for Norland", "--official", "Rosa Villa").startswith("0 ")
    found = record(root, f"facts/officials/{passage[0]}.yml")
    assert found["role_as_printed"] == "director for Norland"
    assert "country" not in found


def test_who_has_no_record_yet_is_told_when_words_are_his(root: Path) -> None:
    passage = article(root, "The yard has 12 docks, said Pell Ander, who came to the fair of the town on Monday.", "en")
    said = add(root, *passage, "The yard has 12 docks", "--figure", "Docks of the yard", "indicator=docks")
    assert (
        "its sentence gives these words to Pell Ander: where that has no record yet, enter it, then its words" in said
    )


def test_a_place_that_is_given_as_the_other_one_is_not_filled_in_as_the_first(root: Path) -> None:
    passage = article(
        root, "Ships worth 12 million dollars went to Norland in the year, the town says in a paper.", "en"
    )
    words = ("--figure", "Ships sold to Norland", "indicator=sales", "partner=norland")
    assert add(root, *passage, "worth 12 million dollars went to Norland", *words).startswith("0 ")
    found = record(root, f"facts/figures/{passage[0]}.yml")
    assert "place" not in found
    assert found["partner"] == "norland"


def test_the_number_is_the_one_that_no_date_has_and_its_unit_may_be_short(root: Path) -> None:
    passage = article(root, "Sales of the yard rose in 2025, to 9.2 billion yen of the day.", "en")
    words = ("--figure", "Sales of the yard", "indicator=sales", "period=2025")
    assert add(root, *passage, "yard rose in 2025, to 9.2 billion yen", *words).startswith("0 ")
    found = record(root, f"facts/figures/{passage[0]}.yml")
    assert (found["value"], found["unit"]) == (9200000000, "yen")


def test_an_article_whose_language_nobody_says_is_not_read(root: Path) -> None:
    passage = article(root, "Sales rose to 9 million dollars.", "")
    for command in (("draft", passage[0]), ("add", *passage, "rose to 9 million dollars", "--figure", "Sales")):
        done = run(root, *command, "--archive", str(root / "archive"))
        assert done.status == 2
        assert f"facts/sources/{passage[0]}.yml says no `language` of '{passage[0]}' yet" in done.output


def article(root: Path, text: str, language: str) -> tuple[str, str]:
    """An article of one paragraph, registered; returns its id, and the number of the paragraph."""
    file = root / "fair.txt"
    file.write_text(f"{text}\n", encoding="utf-8")
    into = ("--into", str(root / "facts/sources/fair-2026.yml"))
    values = (
        "title=Fair",
        "publisher=Fair",
        "url=https://fair.example",
        f"language={language}",
        "independence=independent",
    )
    run(root, "new", "source", "--file", str(file), "--id", "fair-2026", *into, *values)
    file.rename(root / "archive/fair-2026.txt")
    return "fair-2026", "1"


def test_a_new_file_says_source_voice_and_day_once(root: Path) -> None:
    add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants")
    head = yaml.safe_load((root / "facts/figures/harbor-herald-2024.yml").read_text(encoding="utf-8"))[0]
    assert head == {"defaults": {"source": "harbor-herald-2024", "voice": "speaker", "checked": "2026-11-24"}}


def test_a_record_with_a_fault_is_told_and_not_written(root: Path) -> None:
    said = add(root, *FARMERS, "--figure", "Farmers in 1999", "indicator=participants")
    assert said.startswith("1 ")
    assert "[words]" in said
    assert not (root / "facts/figures/harbor-herald-2024.yml").exists()


def test_a_second_passage_proves_the_values_that_come_with_it(root: Path) -> None:
    add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants")
    said = add(
        root, "harbor-herald-2024", "3", "Green Seed program", "--to", "farmers-in-the-program", "about=green-seed"
    )
    assert said.startswith("0 "), said
    citations = record(root, "facts/figures/harbor-herald-2024.yml")["citations"]
    assert isinstance(citations, list)
    assert [c["fields"] for c in citations] == [["value", "unit", "qualifier", "status"], ["about"]]


def test_a_passage_that_is_cited_already_proves_the_more(root: Path) -> None:
    add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants")
    assert add(root, *FARMERS, "--to", "farmers-in-the-program", "scope=farmers").startswith("0 ")
    citations = record(root, "facts/figures/harbor-herald-2024.yml")["citations"]
    assert isinstance(citations, list)
    assert len(citations) == 1


def test_what_is_added_to_a_list_is_proved_by_the_new_passage_and_the_rest_by_the_old_one(root: Path) -> None:
    passage = article(
        root, "Arcadia signed a memorandum of understanding with Norland, which the town read on Monday.", "en"
    )
    words = ("--agreement", "Memorandum with Norland", "parties=[norland]")
    assert add(root, *passage, "memorandum of understanding with Norland", *words).startswith("0 ")
    said = add(root, *passage, "Arcadia signed a memorandum", "--to", "memorandum-with-norland", "parties+=[arcadia]")
    assert said.startswith("0 "), said
    found = record(root, f"facts/agreements/{passage[0]}.yml")
    assert found["parties"] == ["norland", "arcadia"]
    citations = found["citations"]
    assert isinstance(citations, list)
    assert ["parties" in citation["fields"] for citation in citations] == [True, True]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("harbor-herald-2024", "3", "no such words"), "the quote is not in this paragraph"),
        (("harbor-herald-2024", "99", "more than 15,000"), "6 paragraphs, not 99"),
        (("harbor-herald", "3", "more than 15,000"), "there is no article 'harbor-herald'"),
        ((*FARMERS, "--bridge", "x"), "say what it is, by one of"),
        ((*FARMERS, "--figure", "x", "indicatr=y"), "did you mean 'indicator'?"),
    ],
)
def test_what_does_not_fit_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    words = words if len(words) > 3 else (*words, "--figure", "x")
    found = add(root, *words)
    assert found.startswith("2 ")
    assert said in found


def test_a_quote_of_another_paragraph_is_told_with_its_paragraph(root: Path) -> None:
    said = add(root, "harbor-herald-2024", "4", FARMERS[2], "--figure", "Farmers in the program")
    assert said == "2 error: the quote is not in paragraph 4 (it is in paragraph 3)\n"


def test_a_table_that_there_is_not_is_named(root: Path) -> None:
    said = add(root, *FARMERS, "--figgure", "Farmers in the program")
    assert "there is no --figgure: say what it is, by one of --place" in said.replace("\n       ", " ")
