"""`build.py read`: an article in the terminal, with the work that is left in it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from commands import run_command
from example_projects import lay_out, run, write
from factbook.editor.coverage import ArticleCoverage, coverage_of
from factbook.editor.show import show
from factbook.evidence.archive import read_article
from factbook.factfiles.read import read_facts
from factbook.project import Project
from factbook.schema import load_schema
from this_project import build, without_archive

COLOUR = re.compile(r"\x1b\[([0-9;]*)m")
ARTICLE = """\
A headline

Ana Ruiz of Bay Trust sold 12 boats. However, Bay Trust keeps forty ships in Fish Bay.

Nothing is said of Kita Motors or of 3 plants here, and the words run on and on until no terminal has the room for them.
"""
SOURCE = """\
- id: alba-2026
  publisher: Alba Post
  url: https://alba.example/1
  language: en
  independence: independent
  sha256: {sha256}
  paragraphs: 3
  no_facts:
    1: the headline
  uncited_numbers:
    - paragraph: 2
      number: forty
      reason: ships are not counted here
"""
FACT = """\
- id: bay-trust
  name: Bay Trust
  kind: company
  checked: 2026-11-24
  citations:
    - source: alba-2026
      paragraph: 2
      quote: Bay Trust sold 12 boats
      voice: reporter
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(tmp_path / "project")
    write(root, "archive/alba-2026.txt", ARTICLE)
    sha256 = read_article(ARTICLE.encode()).sha256
    write(root, "facts/sources/alba.yml", SOURCE.format(sha256=sha256))
    write(root, "facts/organizations/alba.yml", FACT)
    return root


def read(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = build(root, "read", "alba-2026", "--archive", str(root / "archive"), *words)
    return run_command(command, env={**without_archive(), **more})


def on_a_terminal(root: Path, columns: int, **more: str) -> str:
    """What the command writes to a terminal of so many columns."""
    command = build(root, "read", "alba-2026", "--archive", str(root / "archive"))
    environment = {**without_archive(), "TERM": "xterm-256color", "COLUMNS": str(columns), **more}
    environment = {name: value for name, value in environment.items() if value}
    leader, follower = pty.openpty()
    with subprocess.Popen(command, env=environment, stdin=follower, stdout=follower, stderr=subprocess.DEVNULL):
        os.close(follower)
        data = b""
        # Linux tells the end of a terminal's output as an error.
        with suppress(OSError):
            while chunk := os.read(leader, 65536):
                data += chunk
    os.close(leader)
    return data.decode().replace("\r\n", "\n")


def paragraphs(text: str) -> dict[int, str]:
    """The paragraphs that were shown, each on one line, by number."""
    blocks = [block for block in text.split("\n\n") if re.match(r" +\d+  ", block)]
    return {int(block.split()[0]): " ".join(block.split()[1:]) for block in blocks}


def works(root: Path) -> ArticleCoverage:
    article = read_article((root / "archive/alba-2026.txt").read_bytes())
    return coverage_of("alba-2026", article, read_facts(root / "facts")[0], load_schema(Project(root).schema_sql))


# ── what is marked ──


def test_without_colours_what_is_quoted_and_what_is_open_stand_between_marks(root: Path) -> None:
    shown = paragraphs(read(root).stdout)
    assert shown[1] == "no facts: the headline A headline"
    assert shown[2] == (
        "cited by bay-trust __Ana Ruiz__ of [Bay Trust sold 12 boats]. However, Bay Trust keeps forty ships in "
        "__Fish Bay__."
    )
    assert shown[3].startswith(
        "OPEN: neither cited nor listed Nothing is said of __Kita Motors__ or of **3** plants here"
    )


def test_records_that_exist_for_open_names_and_numbers_are_named(root: Path) -> None:
    write(root, "facts/figures/more.yml", "- id: plants-counted\n  label: Plants\n  value: 3\n")
    assert paragraphs(read(root).stdout)[3].endswith("there is for Kita Motors: kita-motors; for 3: plants-counted")


def test_a_name_that_is_written_much_like_a_record_s_is_told(root: Path) -> None:
    write(root, "archive/alba-2026.txt", ARTICLE.replace("Kita Motors", "Kitta Motors"))
    assert "for Kitta Motors: kita-motors" in paragraphs(read(root).stdout)[3]


def test_the_summary_counts_what_is_open_and_names_it(root: Path) -> None:
    *_, counted, numbers, names = read(root, "--width", "200").stdout.splitlines()
    assert counted == "paragraphs: 3; 1 cited, 1 listed, 1 open: 3"
    assert numbers == "numbers: 3; 1 quoted, 1 listed, 1 open: 3 (3)"
    assert names == "names: 4; 1 quoted or listed, 3 open: Ana Ruiz, Fish Bay, Kita Motors"


def test_an_article_in_which_nothing_is_left_says_so_and_shows_nothing_when_only_open_work_is_asked(root: Path) -> None:
    done = run(root, "read", "harbor-herald-2024", "--archive", str(root / "archive"), "--open")
    *_, counted, numbers, names = done.output.splitlines()
    assert counted.endswith("none open")
    assert numbers.endswith("none open")
    assert {number for number in paragraphs(done.output) if "OPEN" in paragraphs(done.output)[number]} == set()
    assert names.startswith("names: ")


def test_only_paragraphs_with_work_left_are_shown_when_asked(root: Path) -> None:
    assert list(paragraphs(read(root, "--open").stdout)) == [2, 3]


def test_facts_that_have_problems_are_read_all_the_same(root: Path) -> None:
    write(root, "facts/organizations/more.yml", FACT.replace("id: bay-trust", "id: other\n  bogus: 1"))
    write(root, "facts/organizations/broken.yml", "- id: [\n")
    done = read(root)
    assert paragraphs(done.stdout)[2].startswith("cited by bay-trust, other ")
    assert "note: fact files that cannot be read, and are not counted: 1" in done.stderr


def test_a_quote_that_does_not_stand_there_is_told(root: Path) -> None:
    path = root / "facts/organizations/alba.yml"
    path.write_text(FACT.replace("sold 12 boats", "sold boats"), encoding="utf-8")
    assert works(root).misplaced == 1
    assert "quotes that are not in their paragraph: 1" in read(root).stdout


def test_an_article_that_is_not_registered_is_shown_with_a_note(root: Path) -> None:
    (root / "facts/sources/alba.yml").unlink()
    done = read(root)
    assert "note: the article is not registered: build.py new source --id alba-2026" in done.stderr
    assert paragraphs(done.stdout)[1].startswith("OPEN")


def test_an_article_whose_bytes_have_changed_is_shown_with_a_note(root: Path) -> None:
    write(root, "archive/alba-2026.txt", ARTICLE + "More.\n")
    assert "note: these are not the bytes that are registered" in read(root).stderr


def test_an_article_in_another_s_capture_is_read_there(root: Path) -> None:
    record = "- id: alba-second\n  part_of: alba-2026\n  publisher: Alba\n  url: https://example.org\n  language: en\n"
    write(root, "facts/sources/alba-second.yml", record + "  independence: independent\n  paragraphs: 3\n")
    done = run(root, "read", "alba-second", "--archive", str(root / "archive"))
    assert done.status == 0, done.output
    assert paragraphs(done.output)


def test_without_the_articles_the_command_says_what_it_needs(root: Path) -> None:
    done = run(root, "read", "alba-2026")
    assert (done.status, "--archive DIR" in done.output) == (2, True)
    done = run(root, "read", "nothing", "--archive", str(root / "archive"))
    assert (done.status, "there is no article nothing.txt" in done.output) == (2, True)


# ── colour and width ──


def test_on_a_terminal_the_same_is_told_in_colours_and_lines_fit_its_width(root: Path) -> None:
    text = on_a_terminal(root, 50, NO_COLOR="")
    assert "\x1b[32mBay Trust sold 12 boats\x1b[0m" in text
    assert re.search(r"\x1b\[91m\x1b\[1m3\x1b\[0m plants", text)
    assert "\x1b[93m\x1b[1mFish Bay\x1b[0m" in text
    plain = COLOUR.sub("", text)
    assert "__" not in plain
    assert max(map(len, plain.splitlines())) <= 50


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_colours_gets_marks(root: Path, more: dict[str, str]) -> None:
    text = on_a_terminal(root, 70, **more)
    assert not COLOUR.search(text)
    assert "**3** plants" in text


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("width", [20, 33, 80])
def test_no_line_is_wider_than_asked_and_no_word_is_lost(root: Path, width: int, colour: bool) -> None:
    lines = [COLOUR.sub("", line) for line in show(works(root), width, colour, only_open=False)]
    # A paragraph has at least 20 columns beside its number.
    assert max(map(len, lines)) <= max(width, 25)
    words = "".join("".join(lines).split()).replace("_", "").replace("*", "").replace("[", "").replace("]", "")
    for paragraph in ARTICLE.split("\n\n"):
        assert "".join(paragraph.split()) in words


def test_wide_characters_take_two_columns(root: Path) -> None:
    write(root, "archive/alba-2026.txt", "日本の自動車工場はアルバ港にあります\n")
    lines = [line.strip() for line in show(works(root), 25, False, only_open=False)]
    at = lines.index("日本の自動車工場はア")
    assert lines[at + 1] == "ルバ港にあります"
