"""Correct, retire, merge and release: each edits all files that it concerns, and leaves facts that pass."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from example_projects import lay_out, run, write
from factbook.editor.corrections import value_of
from factbook.factfiles.published_values import load_published_values
from release_projects import MINISTRY

CFF = 'cff-version: "1.2.0"\ntitle: "Example"\nversion: "0.1.0"\ndate-released: "2026-11-24"\n'
LOG = "# Changelog\n\n## [Unreleased]\n\n- More.\n"
ENTRY = """- fact: cuauhtemoc-ibarra
  field: organization
  version: 0.2.0
  date: 2026-11-25
  reason: It is the other ministry.
- fact: seed-memorandum-2024
  field: parties
  version: 0.2.0
  date: 2026-11-25
  reason: It is the other ministry.
"""
DAY = ("--date", "2026-11-25", "--yes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The complete example, released as 0.1.0."""
    lay_out(tmp_path)
    write(tmp_path, "pyproject.toml", '[project]\nname = "example"\nversion = "0.1.0"\n')
    write(tmp_path, "CITATION.cff", CFF)
    write(tmp_path, "CHANGELOG.md", LOG)
    assert run(tmp_path, "publish").status == 0
    return tmp_path


def records(root: Path, path: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    return found


def everything(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file() and ".cache" not in str(path)
    }


# ── correct ──


def test_correct_changes_the_value_and_writes_its_entry(root: Path) -> None:
    done = run(root, "correct", "seed-bank-cost", "indicator=price", "--reason", "It was built.", *DAY)
    assert done.status == 0, done.output
    assert "-  indicator: cost\n+  indicator: price\n" in done.output
    assert records(root, "facts/changes.yml") == [
        {
            "fact": "seed-bank-cost", "field": "indicator", "version": "0.2.0", "date": "2026-11-25",
            "was": "cost", "reason": "It was built.",
        }
    ]  # fmt: skip
    assert run(root, "check").status == 0


def test_a_second_correction_of_the_same_value_keeps_what_stood_in_the_release(root: Path) -> None:
    for value in ("price", "expense"):
        assert (
            run(root, "correct", "seed-bank-cost", f"indicator={value}", "--reason", "It was built.", *DAY).status == 0
        )
    assert [entry["was"] for entry in records(root, "facts/changes.yml")] == ["cost"]


def test_correct_asks_before_it_writes(root: Path) -> None:
    before = everything(root)
    done = run(root, "correct", "seed-bank-cost", "indicator=price", "--reason", "It was built.")
    assert "Write it? [y/N]" in done.output
    assert everything(root) == before


def test_a_correction_that_the_checks_refuse_is_not_written(root: Path) -> None:
    before = everything(root)
    done = run(root, "correct", "seed-bank-cost", "value=50000000", "--reason", "It was more.", *DAY)
    assert (done.status, "[number]" in done.output) == (1, True)
    assert everything(root) == before


def test_an_id_that_there_is_not_is_told_with_the_one_that_is_near(root: Path) -> None:
    done = run(root, "correct", "seed-bank-costs", "value=1", "--reason", "It was more.")
    assert (done.status, "no record 'seed-bank-costs': did you mean 'seed-bank-cost'?" in done.output) == (2, True)


@pytest.mark.parametrize(
    ("typed", "value"),
    [('"a b"', "a b"), ('"a" and "b"', '"a" and "b"'), ("[..2021]", "[..2021]"), ("", None), ('""', None)],
)
def test_a_value_that_is_typed_has_no_quotes_around_it_and_may_be_none(typed: str, value: object) -> None:
    assert value_of(typed) == value


def test_an_article_that_is_still_open_hinders_no_correction(root: Path) -> None:
    (root / "fair.txt").write_text("The fair had 12 guests.\n\nIt rained for 9 days.\n", encoding="utf-8")
    given = ("publisher=Fair", "url=https://fair.example", "language=en", "independence=independent")
    into = ("--into", str(root / "facts/sources/fair-2026.yml"))
    assert run(root, "new", "source", "--file", str(root / "fair.txt"), "--id", "fair-2026", *into, *given).status == 0
    (root / "fair.txt").rename(root / "archive/fair-2026.txt")
    archive = ("--archive", str(root / "archive"))
    why = ("--reason", "It is so.", "--yes", *archive)
    assert "[paragraph-open]" in run(root, "check", *archive).output
    done = run(root, "correct", "fair-2026", "no_facts={1: A note on how many came.}", *why)
    assert done.status == 0, done.output
    assert run(root, "correct", "seed-bank-cost", "value=50000000", *why).status == 1
    assert run(root, "correct", "seed-bank-cost", "note=It is a price.", *why).status == 0
    assert "paragraph 2 is neither cited nor listed" in run(root, "check", *archive).output


def test_what_is_not_published_and_what_proves_are_corrected_without_an_entry(root: Path) -> None:
    quote = "citations[1].quote=seed bank in Port Alba for about 40 million dollars"
    done = run(
        root, "correct", "seed-bank-cost", quote, "--reason", "Shorter.", "--archive", str(root / "archive"), *DAY
    )
    assert done.status == 0, done.output
    assert not (root / "facts/changes.yml").exists()
    assert "facts/locks/norland-post-2025.lock: written anew" in done.output


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("valu=3", "did you mean 'value'?"),
        ("id=other", "an id stays"),
        ("citations[9].quote=x y z", "the record has nothing there"),
        ("indicator=cost", "says so already"),
        ("status", "is not FIELD=VALUE"),
    ],
)
def test_a_correction_that_leads_nowhere_is_told_so(root: Path, value: str, word: str) -> None:
    done = run(root, "correct", "seed-bank-cost", value, "--reason", "It was built.", *DAY)
    assert (done.status, word in done.output) == (2, True), done.output


# ── retire ──


def test_retire_takes_the_record_out_and_closes_the_ledgers_of_its_article(root: Path) -> None:
    done = run(root, "retire", "seed-bank-students", "--reason", "Nobody counts them.", *DAY)
    assert done.status == 0, done.output
    assert records(root, "facts/retired.yml")[0]["id"] == "seed-bank-students"
    assert run(root, "check", "--archive", str(root / "archive")).status == 0


def test_retire_names_what_refers_to_the_record_and_writes_nothing(root: Path) -> None:
    before = everything(root)
    done = run(root, "retire", "kita-motors", "--reason", "It is no more.", *DAY)
    assert done.status == 2
    assert "company of kita-port-alba" in done.output
    assert everything(root) == before


def test_the_label_of_a_retired_statement_is_the_one_that_readers_saw(root: Path) -> None:
    assert run(root, "retire", "ibarra-second-seed-bank", "--reason", "He did not say so.", *DAY).status == 0
    assert ": " in str(records(root, "facts/retired.yml")[0]["label"])


# ── merge ──


def test_merge_leads_every_reference_and_keeps_the_printed_name_with_its_passage(root: Path) -> None:
    write(root, "facts/organizations/more.yml", MINISTRY)
    for name in ("officials/people.yml", "agreements/seeds.yml"):
        path = root / "facts" / name
        text = path.read_text(encoding="utf-8").replace("ministry-of-crops", "crops-of-arcadia")
        path.write_text(text.replace("Ministry of Crops is", "Ministry of Crops of Arcadia is"), encoding="utf-8")
    write(root, "facts/changes.yml", ENTRY)
    archive = ("--archive", str(root / "archive"))
    assert run(root, "verify", *archive).status == 0
    assert run(root, "release", "0.2.0", *DAY).status == 0
    done = run(root, "merge", "crops-of-arcadia", "ministry-of-crops", "--reason", "It is one.", *archive, *DAY)
    assert done.status == 0, done.output
    assert "crops-of-arcadia is merged into ministry-of-crops; references led there: 2" in done.output
    heir = next(r for r in records(root, "facts/organizations/bodies.yml") if r["id"] == "ministry-of-crops")
    assert heir["aliases"] == ["Ministry of Crops of Arcadia"]
    assert not (root / "facts/organizations/more.yml").exists()
    assert records(root, "facts/retired.yml")[0]["merged_into"] == "ministry-of-crops"
    assert len(records(root, "facts/changes.yml")) == 2
    assert run(root, "check", *archive).status == 0


def test_a_merger_after_which_a_value_would_not_be_shown_is_refused(root: Path) -> None:
    done = run(root, "merge", "port-alba-seed-bank", "green-seed", "--reason", "It is one program.", *DAY)
    assert (done.status, "seed-bank-cost about: 'Green Seed program' is not named" in done.output) == (1, True)
    assert not (root / "facts/retired.yml").exists()


def test_records_of_two_tables_are_not_merged(root: Path) -> None:
    done = run(root, "merge", "arcadia", "kita-motors", "--reason", "They are one.", *DAY)
    assert (done.status, "two records of one table" in done.output) == (2, True)


def test_translations_of_a_record_that_goes_go_with_it_and_others_stay(root: Path) -> None:
    more = "seed-bank-cost:\n  label:\n    of: 12345678\n    text: Costo del banco de semillas\n"
    gone = "seed-bank-students:\n  label:\n    of: 12345678\n    text: Estudiantes\n\n"
    write(root, "facts/translations/es/figures.yml", gone + more)
    done = run(root, "retire", "seed-bank-students", "--reason", "Nobody counts them.", *DAY)
    assert done.status == 0, done.output
    assert (root / "facts/translations/es/figures.yml").read_text(encoding="utf-8") == more


# ── release ──


def test_release_writes_into_the_citation_file_where_the_site_is_published(root: Path) -> None:
    write(root, "metadata.yml", "site_url: https://facts.example\n")
    write(root, "CITATION.cff", f'{CFF}keywords:\n  - "a"\n')
    done = run(root, "release", "1.0.0", *DAY)
    assert done.status == 0, done.output
    text = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert 'date-released: "2026-11-25"\nurl: "https://facts.example"\nkeywords:' in text
    assert "no url" not in done.output


def test_release_says_that_the_citation_file_has_no_address_where_the_site_has_none(root: Path) -> None:
    done = run(root, "release", "1.0.0", *DAY)
    assert done.status == 0, done.output
    assert "CITATION.cff has no url, which it may lack: `site_url` in metadata.yml gives it one" in done.output


def test_release_brings_every_file_that_names_the_version_up_to_date(root: Path) -> None:
    run(root, "correct", "seed-bank-cost", "indicator=price", "--reason", "It was built.", *DAY)
    done = run(root, "release", "1.0.0", *DAY)
    assert done.status == 0, done.output
    assert 'version = "1.0.0"' in (root / "pyproject.toml").read_text(encoding="utf-8")
    assert 'version: "1.0.0"\ndate-released: "2026-11-25"' in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert "## [Unreleased]\n\n## [1.0.0] - 2026-11-25\n\n- More." in (root / "CHANGELOG.md").read_text(
        encoding="utf-8"
    )
    assert records(root, "facts/changes.yml")[0]["version"] == "1.0.0"
    assert load_published_values(root / "facts/published.lock").version == "1.0.0"
    assert list((root / "releases/1.0.0").iterdir())
    assert run(root, "check").status == 0


@pytest.mark.parametrize(
    ("version", "word"),
    [("0.1.0", "release 0.1.0 is published"), ("0.0.9", "a later version"), ("v2", "is no version")],
)
def test_release_refuses_a_version_that_is_published_or_none(root: Path, version: str, word: str) -> None:
    done = run(root, "release", version, *DAY)
    assert (done.status, word in done.output) == (2, True), done.output


def test_release_refuses_a_citation_file_that_lags_behind(root: Path) -> None:
    write(root, "CITATION.cff", CFF.replace("0.1.0", "0.0.9"))
    done = run(root, "release", "0.2.0", *DAY)
    assert (done.status, "CITATION.cff says version '0.0.9'" in done.output) == (2, True)


def test_release_refuses_a_change_that_nothing_explains_and_writes_nothing(root: Path) -> None:
    path = root / "facts/figures/seeds.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("indicator: cost", "indicator: price"), encoding="utf-8")
    before = everything(root)
    done = run(root, "release", "0.2.0", *DAY)
    assert (done.status, "[published]" in done.output) == (1, True)
    assert everything(root) == before


# ── drafted entries ──


def test_diff_write_drafts_an_entry_for_each_change_and_check_asks_for_its_reason(root: Path) -> None:
    assert run(root, "build").status == 0
    old = root / "old.db"
    (root / "factbook.db").rename(old)
    path = root / "facts/figures/seeds.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("indicator: cost", "indicator: price"), encoding="utf-8")
    done = run(root, "diff", str(old), "--write", "--date", "2026-11-25")
    assert "indicator: cost → price [" in done.output
    assert done.output.endswith("1 entry added to facts/changes.yml; write the reason of each\n")
    assert "changes reason: " in run(root, "check").output


def test_the_locks_of_a_change_are_written_before_its_reason_is(root: Path) -> None:
    path = next(path for path in (root / "facts").rglob("*.yml") if "indicator: cost" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("indicator: cost", "indicator: price"), "utf-8")
    assert "[published]" in run(root, "check").output
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    assert "[published]" in run(root, "check").output


def test_a_merger_tells_which_values_it_does_not_take_over(root: Path) -> None:
    done = run(root, "merge", "norland-seed-agency", "ministry-of-crops", "--reason", "They are one body.", *DAY)
    assert "what norland-seed-agency says of acronym is not taken over: enter it in ministry-of-crops" in done.output
