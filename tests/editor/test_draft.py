"""What an article could give: every proposal could be accepted as it is, and is mended by a person."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from example_projects import EXAMPLES, lay_out, run, write
from this_project import PROJECT, ROOT, archive_folder

#: What an article is drafted for; sources, places, bodies and persons exist already.
DRAFTED = ("agreements", "figures", "meetings", "plants", "programs", "statements")
#: What is said of an article that is not entered yet.
OPEN = ("[paragraph-open]", "[number-open]", "[ledger]")
DAY = ("--date", "2026-11-28")


def undrafted(root: Path) -> Path:
    """The project in `root` without the records that a draft proposes, and without what is published."""
    for table in DRAFTED:
        shutil.rmtree(root / "facts" / table, ignore_errors=True)
    for path in [*(root / "facts").glob("*.yml"), *(root / "facts").glob("*.lock")]:
        path.unlink()
    return root


def accept_all(root: Path, source: str) -> int:
    """Take over every proposal as it is; returns how many there were."""
    count = 0
    for path in sorted((root / "drafts" / source).glob("*.yml")):
        folder = root / "facts" / path.stem
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder / f"{source}.yml")
        count += sum("id" in record for record in yaml.safe_load(path.read_text(encoding="utf-8")))
    return count


def faults(root: Path, archive: Path) -> list[str]:
    found = run(root, "check", "--archive", str(archive)).output.splitlines()
    return [line for line in found if "]" in line and not line.startswith(" ") and not line.endswith(OPEN)]


@pytest.mark.skipif(archive_folder() is None, reason="the articles are not here")
def test_every_proposal_of_this_projects_articles_is_accepted_by_the_checks(tmp_path: Path) -> None:
    archive = archive_folder()
    assert archive is not None
    # Translations are of other records; to hold 1,500 of them against each draft takes most of the time.
    for name in (name for name in PROJECT if name != "translations"):
        path = ROOT / name
        shutil.copytree(path, tmp_path / name) if path.is_dir() else shutil.copy(path, tmp_path / name)
    root = undrafted(tmp_path)
    shutil.rmtree(root / "facts/translations")
    before = faults(root, archive)
    count = 0
    for path in sorted(archive.glob("*-*.txt")):
        assert run(root, "draft", path.stem, "--archive", str(archive), *DAY).status == 0
        count += accept_all(root, path.stem)
    assert count >= 40
    assert faults(root, archive) == before


@pytest.mark.parametrize("language", ["en", "es", "ja"])
def test_every_proposal_of_an_article_in_each_language_is_accepted_by_the_checks(tmp_path: Path, language: str) -> None:
    root = undrafted(lay_out(tmp_path, EXAMPLES / f"good/wire-{language}"))
    archive = root / "archive"
    before = faults(root, archive)
    source = yaml.safe_load((root / f"facts/sources/wire-{language}.yml").read_text(encoding="utf-8"))[0]["id"]
    done = run(root, "draft", source, "--archive", str(archive), *DAY)
    assert done.status == 0, done.output
    assert accept_all(root, source) >= 3
    assert faults(root, archive) == before


def test_a_number_is_proposed_with_its_unit_and_bound_in_a_fair_quote(tmp_path: Path) -> None:
    root = undrafted(lay_out(tmp_path))
    assert run(root, "draft", "harbor-herald-2024", "--archive", str(root / "archive"), *DAY).status == 0
    text = (root / "drafts/harbor-herald-2024/figures.yml").read_text(encoding="utf-8")
    assert "  value: 15000\n  unit: farmers\n  qualifier: more than\n" in text
    assert "# Paragraph 3" in text


def test_a_number_with_a_unit_that_no_record_has_is_measured_by_it(tmp_path: Path) -> None:
    others = (lay_out(tmp_path) / "facts/figures/trade.yml").read_text(encoding="utf-8")
    assert "farmers" not in others
    root = undrafted(tmp_path)
    write(root, "facts/figures/trade.yml", others)
    assert run(root, "draft", "harbor-herald-2024", "--archive", str(root / "archive"), *DAY).status == 0
    drafted = (root / "drafts/harbor-herald-2024/figures.yml").read_text(encoding="utf-8")
    assert "  label: 'Farmers: 15,000'\n  indicator: farmers\n" in drafted


def test_an_article_in_a_language_without_a_reader_is_told_so(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    text = (root / "facts/sources/articles.yml").read_text(encoding="utf-8")
    write(root, "facts/sources/articles.yml", text.replace("language: en", "language: fr"))
    done = run(root, "draft", "harbor-herald-2024", "--archive", str(root / "archive"), *DAY)
    assert done.output.startswith("nothing is proposed: there is no reader for 'fr'; `build.py new TABLE`")


def test_what_is_quoted_already_is_not_proposed_again(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    assert run(root, "draft", "harbor-herald-2024", "--archive", str(root / "archive"), *DAY).status == 0
    assert not list((root / "drafts").rglob("figures.yml"))


def test_where_nothing_is_left_to_be_proposed_that_is_said_and_no_folder_is_made(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    done = run(root, "draft", "norland-post-2025", "--archive", str(root / "archive"), *DAY)
    assert done.output.startswith("nothing is proposed; `build.py read norland-post-2025` shows what is open")
    assert not (root / "drafts").exists()


def test_a_draft_lies_outside_the_facts(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    done = run(root, "draft", "harbor-herald-2024", "--archive", str(root / "archive"), "--into", str(root / "facts/x"))
    assert (done.status, "a draft lies outside facts/" in done.output) == (2, True)


def test_a_day_after_a_release_that_is_not_out_yet_is_told_and_not_an_empty_draft(tmp_path: Path) -> None:
    root = undrafted(lay_out(tmp_path))
    words = ("draft", "harbor-herald-2024", "--archive", str(root / "archive"), "--date")
    done = run(root, *words, "2099-01-02")
    assert (done.status, "2099-01-02 is after " in done.output, "or give a --date" in done.output) == (2, True, True)
    text = re.sub(r"^date = .*$", 'date = "2099-01-02"', (root / "pyproject.toml").read_text("utf-8"), flags=re.M)
    write(root, "pyproject.toml", text)
    assert run(root, *words, "2099-01-02").status == 0
    assert (root / "drafts").exists()


NEW = {
    "en": ("Laura Quintero", "Deputy Economy Minister", "Mexico-Japan Business Council"),
    "es": ("Beatriz Olvera", "subsecretaria de Comercio Exterior", "Cámara Japonesa del Bajío"),
    "ja": ("ラウラ・キンテロ", "次官", "国際協力機構"),
}


@pytest.mark.parametrize("language", NEW)
def test_persons_with_their_posts_bodies_and_plants_that_no_record_names_are_proposed(
    tmp_path: Path, language: str
) -> None:
    root = undrafted(lay_out(tmp_path, EXAMPLES / f"good/wire-{language}"))
    for table in ("officials", "organizations"):
        shutil.rmtree(root / "facts" / table)
    source = yaml.safe_load((root / f"facts/sources/wire-{language}.yml").read_text(encoding="utf-8"))[0]["id"]
    assert run(root, "draft", source, "--archive", str(root / "archive"), *DAY).status == 0
    drafted = {path.stem: path.read_text(encoding="utf-8") for path in (root / "drafts" / source).glob("*.yml")}
    name, post, body = NEW[language]
    assert f"  name_as_printed: {name}\n" in drafted["officials"]
    assert f"  role_as_printed: {post}\n" in drafted["officials"]
    assert f"  name: {body}\n" in drafted["organizations"]
    assert "plants" in drafted
