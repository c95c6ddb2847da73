"""A captured article on its way into the archive: its record, its ledger, and where the file goes."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
import yaml

from commands import run_command
from example_projects import lay_out, write
from this_project import build, without_archive


def new(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command(build(root, "new", *words), cwd=root, env=without_archive())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "Alba Post 2026.txt"
    path.write_bytes("A title\r\n\n  \nFirst paragraph.\n\u00a0\nSecond.\n".encode())
    return path


def test_an_article_is_registered_with_the_digest_of_its_bytes_and_its_paragraphs(root: Path, article: Path) -> None:
    done = new(root, "source", "--file", str(article), "--archive", "archive")
    (record,) = yaml.load(done.stdout, yaml.BaseLoader)  # noqa: S506 - strings only
    assert record["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()
    assert (record["id"], record["paragraphs"]) == ("alba-post-2026", "3")
    assert f"cp '{article}' archive/alba-post-2026.txt" in done.stderr
    assert "build.py read alba-post-2026 --archive archive" in done.stderr
    assert not (root / "archive/alba-post-2026.txt").exists()


def test_where_an_article_prints_its_own_data_is_found_and_listed_as_no_fact(root: Path, article: Path) -> None:
    article.write_text(
        "Ferries for 2026\nBy Ana Ruiz, Alba Post, May 3, 2026\nALBA - A ferry came.\n", encoding="utf-8"
    )
    given = ("title=Ferries for 2026", "author=Ana Ruiz", "published=2026-05-03", "language=en")
    for explained in ([], ["--explain"]):
        done = new(root, "source", "--file", str(article), *given, *explained)
        (record,) = yaml.load(done.stdout, yaml.BaseLoader)  # noqa: S506 - strings only
        assert [record[f"{name}_paragraph"] for name in ("title", "author", "published")] == ["1", "2", "2"]
        assert record["no_facts"] == {"1": "The article's own title.", "2": "The article's own author and day."}
        listed = [(entry["paragraph"], entry["number"]) for entry in record["uncited_numbers"]]
        assert listed == [("1", "2026"), ("2", "3"), ("2", "2026")]


@pytest.mark.parametrize(
    ("language", "title", "rest"),
    [
        ("es", "El título propio del artículo.", "El autor y la fecha propios del artículo."),
        ("ja", "記事自身の見出し。", "記事自身の筆者名と日付。"),
    ],
)
def test_the_reasons_of_its_own_data_are_in_the_language_of_the_factbook(
    root: Path, article: Path, language: str, title: str, rest: str
) -> None:
    write(root, "metadata.yml", f"language: {language}\n")
    article.write_text("Ferries\nBy Ana Ruiz, Alba Post, May 3, 2026\nALBA - A ferry came.\n", encoding="utf-8")
    given = ("title=Ferries", "author=Ana Ruiz", "published=2026-05-03", "language=en")
    (record,) = yaml.load(new(root, "source", "--file", str(article), *given).stdout, yaml.BaseLoader)  # noqa: S506 - strings only
    assert record["no_facts"] == {"1": title, "2": rest}
    assert {entry["reason"] for entry in record["uncited_numbers"]} == {rest}


def test_a_dateline_ahead_of_a_sentence_leaves_its_paragraph_open(root: Path, article: Path) -> None:
    article.write_text("Ferries\nALBA, May 3, 2026 - A ferry came to the town with 40 sheep.\n", encoding="utf-8")
    done = new(root, "source", "--file", str(article), "title=Ferries", "published=2026-05-03", "language=en")
    (record,) = yaml.load(done.stdout, yaml.BaseLoader)  # noqa: S506 - strings only
    assert record["published_paragraph"] == "2"
    assert record["no_facts"] == {"1": "The article's own title."}
    listed = [(entry["paragraph"], entry["number"], entry["reason"]) for entry in record["uncited_numbers"]]
    assert listed == [("2", number, "The article's own day.") for number in ("3", "2026")]


def test_an_article_that_lies_in_the_archive_already_is_said_to(root: Path, article: Path) -> None:
    article.rename(root / "archive/alba-2026.txt")
    done = new(root, "source", "--file", "archive/alba-2026.txt", "--archive", "archive")
    assert "the article lies in the archive, as archive/alba-2026.txt" in done.stderr


def test_an_article_inside_the_project_is_to_be_taken_out(root: Path, article: Path) -> None:
    article.rename(root / "article.txt")
    done = new(root, "source", "--file", "article.txt", "--id", "alba-2026")
    assert "take article.txt out of the project" in done.stderr


@pytest.mark.parametrize(
    ("data", "words", "told"),
    [
        (b"caf\xe9", [], "not a text in UTF-8"),
        (b" \n\n", [], "holds no paragraph"),
        (b"text\n", ["--id", "harbor-herald-2024"], "another text: choose another id"),
        (None, [], "is registered as 'harbor-herald-2024', by facts/sources/articles.yml:"),
    ],
)
def test_a_file_that_is_no_new_article_is_refused(
    root: Path, article: Path, data: bytes | None, words: list[str], told: str
) -> None:
    article.write_bytes((root / "archive/harbor-herald-2024.txt").read_bytes() if data is None else data)
    done = new(root, "source", "--file", str(article), "--archive", "archive", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
