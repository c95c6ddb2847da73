"""docs/editing.md does what it says: its examples are facts that pass, its commands are run to the letter."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
import yaml

from example_projects import EXAMPLES, lay_out, run, write
from factbook.cli import main
from factbook.factfiles.published_values import load_published_values
from release_projects import MINISTRY
from this_project import ROOT

PAGE = (ROOT / "docs/editing.md").read_text(encoding="utf-8")
DECISIONS = EXAMPLES / "good/decisions"
EDITING = EXAMPLES / "editing"
#: What an article of 283 words had cost to enter by hand in release 0.1.0, a record.
BY_HAND = {"characters typed": 500, "lines typed": 17}


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def command(line: str) -> list[str]:
    return shlex.split(line.removeprefix("build.py"))


# ── which key? ──


@pytest.mark.parametrize("example", blocks(section("Which key?") + section("A head for a file"), "yaml"))
def test_each_example_of_the_guide_stands_in_facts_that_pass(example: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(DECISIONS.rglob("*.yml"))]
    assert any(example in text for text in texts)


# ── the whole flow ──


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """The example, with two records of one ministry, released as 0.2.0."""
    root = lay_out(tmp_path)
    write(root, "pyproject.toml", '[project]\nname = "example"\nversion = "0.1.0"\n')
    write(root, "CITATION.cff", 'version: "0.1.0"\ndate-released: "2026-11-24"\n')
    write(root, "CHANGELOG.md", "## [Unreleased]\n\n- More.\n")
    write(root, "facts/organizations/more.yml", MINISTRY)
    for name in ("officials/people.yml", "agreements/seeds.yml"):
        path = root / "facts" / name
        text = path.read_text(encoding="utf-8").replace("ministry-of-crops", "crops-of-arcadia")
        path.write_text(text.replace("Ministry of Crops is", "Ministry of Crops of Arcadia is"), encoding="utf-8")
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    assert run(root, "release", "0.2.0", "--date", "2026-11-24", "--yes").status == 0
    return root


def test_corrections_mergers_and_releases_run_as_they_are_documented(
    released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(released)
    (flow,) = blocks(section("Corrections and releases"), "sh")
    for line in flow.splitlines():
        done = run(released, *command(line))
        assert done.status == 0, f"{line}\n{done.output}"
    assert run(released, "check", "--archive", str(released / "archive")).status == 0
    assert load_published_values(released / "facts/published.lock").version == "0.3.1"
    assert {path.name for path in (released / "releases").iterdir()} >= {"0.2.0", "0.3.0", "0.3.1"}
    changes = yaml.safe_load((released / "facts/changes.yml").read_text(encoding="utf-8"))
    assert [(entry["field"], entry["version"]) for entry in changes] == [("indicator", "0.3.0"), ("indicator", "0.3.1")]


# ── a pull request ──


def test_each_command_of_the_workflow_is_one_that_there_is_with_its_options() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for step in workflow["jobs"]["facts"]["steps"]]
    lines = [line for step in steps for line in re.findall(r"python build\.py([^)>\n]*)", step)]
    assert [shlex.split(line)[:1] for line in lines] == [["check"], ["fmt"], ["build"], [], ["diff"]]
    for name, *words in filter(None, map(shlex.split, lines)):
        found = main.get_command(click.Context(main), name)
        assert found is not None
        known = {option for parameter in found.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_a_pull_request_is_told_in_markdown_and_its_changed_pages_open_from_a_folder(released: Path) -> None:
    old = released / "releases/0.2.0/factbook.db"
    change = ("seed-bank-cost", "indicator=price", "--reason", "It was a price.", "--date", "2026-11-25", "--yes")
    assert run(released, "correct", *change).status == 0
    assert run(released, "build").status == 0
    new, pages = str(released / "factbook.db"), released / "pages"
    done = run(released, "diff", str(old), new, "--format", "markdown", "--pages", str(pages))
    assert done.status == 0, done.output
    assert "### Corrected" in done.output
    page = (pages / "figures/seed-bank-cost.html").read_text(encoding="utf-8")
    styles = re.findall(r'<link[^>]*href="([^"?]+\.css)', page)
    assert styles
    assert all((pages / "figures" / style).is_file() for style in styles if style.startswith(".."))
    assert "figures/seed-bank-cost.html" in (pages / "index.html").read_text(encoding="utf-8")


# ── what a record costs ──


def test_an_article_is_entered_with_the_commands_beside_it_at_half_of_what_it_had_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path)
    shutil.copy(ROOT / "lexicon.yml", root / "lexicon.yml")
    # No release bounds the day on which this is run.
    settings = root / "pyproject.toml"
    settings.write_text(re.sub(r"^date = .*\n", "", settings.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    article = EDITING / "lake-ledger-2026.txt"
    for folder in (root, root / "archive"):
        shutil.copy(article, folder / article.name)
    monkeypatch.chdir(root)
    monkeypatch.setenv("FACTBOOK_ARCHIVE", "archive")
    commands = (EDITING / "commands.txt").read_text(encoding="utf-8").splitlines()
    for line in commands:
        words = command(line)
        archive = ["--archive", "archive"] if words[0] in ("add", "correct") else []
        done = run(root, *words, *archive)
        assert done.status == 0, f"{line}\n{done.output}"
    assert run(root, "check", "--archive", "archive").status == 0
    files = sorted(root.glob("facts/*/lake-ledger-2026.yml"))
    count = sum("id" in r for path in files for r in yaml.safe_load(path.read_text(encoding="utf-8")))
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
    typed = sum(map(len, commands)) / count
    assert count >= 20
    assert typed <= BY_HAND["characters typed"] / 2
    assert len(commands) / count <= BY_HAND["lines typed"] / 2
    table = section("What a record costs")
    assert f"| characters typed | 500 | {typed:.0f} |" in table
    assert f"| lines in the files | 17 | {lines / count:.0f} |" in table
    assert f"| commands | - | {len(commands) / count:.2f} |" in table
    assert f"an article of {len(article.read_text(encoding='utf-8').split())} words" in table
    assert f"{count} records" in table
