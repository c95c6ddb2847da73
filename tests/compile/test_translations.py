"""Translations of records: staged, written with the labels that follow, and stale when the original changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from example_projects import lay_out, run, write
from factbook.compile.renamed import note_renamed
from factbook.compile.staging import Staging
from factbook.compile.translations import concerned
from factbook.factfiles.translations import digest_of
from factbook.rules.quoted import Cited
from factbook.schema import load_schema
from this_project import ROOT

LABEL, SUMMARY = "Cost of the seed bank in Port Alba", "There should be one more seed bank"
FIGURES = "facts/translations/es/figures.yml"


def entry(id: str, field: str, original: str, text: str) -> str:
    return f"{id}:\n  {field}:\n    # {original}\n    of: '{digest_of(original)}'\n    text: {text}\n"


def rows(root: Path, language: str = "es") -> dict[tuple[str, str], tuple[str, str, int]]:
    with closing(sqlite3.connect(root / "factbook.db")) as conn:
        query = "select fact, field, text, origin, is_current from translations where language = ?"
        found = conn.execute(query, [language])
        return {(fact, field): (text, origin, current) for fact, field, text, origin, current in found}


def test_a_translation_is_compiled_and_labels_are_put_together_from_it(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del banco de semillas de Port Alba"))
    statements = entry("ibarra-second-seed-bank", "summary", SUMMARY, "Debe haber un banco de semillas más")
    write(root, "facts/translations/es/statements.yml", statements)
    assert run(root).status == 0
    found = rows(root)
    assert found["seed-bank-cost", "label"] == ("Costo del banco de semillas de Port Alba", "translated", 1)
    label, origin, _ = found["ibarra-second-seed-bank", "label"]
    assert origin == "composed"
    assert label.endswith(": Debe haber un banco de semillas más")


def test_a_label_put_together_in_japanese_has_japanese_signs(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    said = entry("ibarra-second-seed-bank", "summary", SUMMARY, "種子銀行をさらに設けるべきだ")
    write(root, "facts/translations/ja/statements.yml", said)
    assert run(root).status == 0
    label, origin, _ = rows(root, "ja")["ibarra-second-seed-bank", "label"]
    assert origin == "composed"
    assert label.endswith("：種子銀行をさらに設けるべきだ")
    assert not set(label) & set(":()")


def test_a_record_named_in_our_own_words_may_be_called_by_its_name_in_the_language(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    programs, figures = root / "facts/programs/seeds.yml", root / "facts/figures/seeds.yml"
    about = "  qualifier: about\n  about: port-alba-seed-bank\n"
    plain = figures.read_text(encoding="utf-8").replace(about, "  qualifier: about\n")
    figures.write_text(plain, encoding="utf-8")
    label = "  title: Seed bank in Port Alba\n"
    name = "  names:\n    - {name: Banco Semillero del Alba, language: es, kind: name, origin: common usage}\n"
    programs.write_text(programs.read_text(encoding="utf-8").replace(label, label + name), encoding="utf-8")
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del Banco Semillero del Alba"))
    assert run(root).status == 0


def test_a_translation_of_a_text_that_has_changed_is_kept_and_marked(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, FIGURES, entry("seed-bank-cost", "label", "Another text", "Costo del banco"))
    done = run(root)
    assert done.status == 0
    assert "1 translations are of texts that have changed since" in done.output
    assert rows(root)["seed-bank-cost", "label"] == ("Costo del banco", "translated", 0)


def test_translations_are_part_of_the_content_that_the_digest_is_of(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    plain = run(root).output.splitlines()[-1].rpartition(" ")[2]
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del banco de semillas"))
    assert run(root).output.splitlines()[-1].rpartition(" ")[2] != plain


def test_the_command_lists_what_is_left_and_writes_drafts_that_keep_what_is_there(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del banco de semillas"))
    listed = run(root, "translate", "es", "--write", "--all").output
    assert "figures/green-seed-farmers label is not translated: Farmers in the Green Seed program" in listed
    assert "figures/seed-bank-cost label" not in listed
    text = (root / FIGURES).read_text(encoding="utf-8")
    assert "    text: Costo del banco de semillas\n" in text
    farmers = "Farmers in the Green Seed program"
    assert f"    # {farmers}\n    of: {digest_of(farmers)}\n    text: ''\n" in text
    assert run(root, "check").status == 0
    assert "written" not in run(root, "translate", "es", "--write").output


def test_a_record_is_called_by_its_local_name_in_the_language_of_that_name(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del banco de semillas de Port Alba"))
    places = root / "facts/places/places.yml"
    named = places.read_text(encoding="utf-8").replace("ノルランド", "Norlandia\n  local_language: es")
    places.write_text(named, encoding="utf-8")
    assert run(root).status == 0
    assert rows(root)["norland", "label"] == ("Norlandia", "name", 1)


def test_what_an_earlier_run_has_found_right_is_asked_again_where_a_translation_or_a_record_changes(
    tmp_path: Path,
) -> None:
    root = lay_out(tmp_path / "project")
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del banco de semillas"))
    assert [run(root).status for _ in range(2)] == [0, 0]
    assert rows(root)["seed-bank-cost", "label"] == ("Costo del banco de semillas", "translated", 1)
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo de 77 bancos de semillas"))
    assert "'77'" in run(root, "check").output
    write(root, FIGURES, entry("seed-bank-cost", "label", LABEL, "Costo del banco"))
    assert run(root).status == 0
    facts = root / "facts/figures/seeds.yml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace(LABEL, "Cost of a seed bank in Port Alba"), encoding="utf-8"
    )
    assert "changed since" in run(root).output


def test_translations_are_asked_again_of_what_says_other_things_or_is_gone_and_of_whatever_names_what_is_renamed(
    tmp_path: Path,
) -> None:
    with closing(Staging(load_schema(ROOT / "schema.sql"), tmp_path / "staging")) as staging:
        touched = staging.add_file("facts/programs/seeds.yml", b"")
        staging.database.execute("delete from temp.touched")
        staging.database.execute("insert into temp.touched values (?)", [touched])
        staging.database.execute("insert into temp.gone values ('lost', 'plants')")
        note_renamed(staging.database, ["seed-bank", "lost"], ["Seed Bank"])
        said = {
            "seed-bank": {"name": "Seed Bank"},
            "as-it-was": {"about": "crops"},
            "cost": {"about": "seed-bank"},
            "share": {"about": "lost"},
            "price": {"about": "crops"},
        }
        for number, (id, values) in enumerate(said.items()):
            file = touched + (id not in ("seed-bank", "as-it-was"))
            staging.database.execute("insert into ids values (?, 'figures', ?, ?)", [id, file, number])
            cited = Cited(values, (), ()).as_bytes()
            staging.database.execute("insert into asks values (?, ?, 'figures', ?)", [file, number, cited])
            was = b"" if id == "seed-bank" else cited
            staging.database.execute("insert into temp.were values (?, ?)", [id, was])
        assert concerned(staging.database) == {"seed-bank", "lost", "cost", "share"}


def test_a_name_that_is_new_elsewhere_is_found_in_a_translation_that_was_right_before(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, "facts/translations/ja/figures.yml", entry("seed-bank-cost", "label", LABEL, "葦丘の種子銀行の費用"))
    assert run(root).status == 0
    place = "- id: reed-hill\n  name: Reed Hill\n  local_name: 葦丘\n  kind: city\n  checked: '2026-11-24'\n"
    write(root, "facts/places/reeds.yml", place)
    assert "'葦丘' stands neither" in run(root, "check").output
