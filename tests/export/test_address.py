"""The address at which the site stands is in every link of the downloads."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from factbook.cli import main

ADDRESS = "https://facts.example"


@pytest.fixture(scope="module")
def published(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads as they are written where FACTBOOK_URL is set."""
    folder = tmp_path_factory.mktemp("published") / "dist"
    words = ["--root", str(project), "export", "--database", str(database), "--output", str(folder)]
    done = CliRunner(env={"FACTBOOK_URL": ADDRESS}).invoke(main, words)
    assert done.exit_code == 0, done.output
    return folder


def test_every_citation_in_the_downloads_ends_in_a_whole_address(published: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((published / "facts.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert rows
    for row in rows:
        assert row["page"].startswith(f"{ADDRESS}/factbook/")
        assert row["cite_as"].endswith(f" {row['page']}.")


def test_the_citation_file_and_the_data_package_say_where_the_factbook_is_and_when_it_was_released(
    published: Path, project: Path
) -> None:
    citation = yaml.safe_load((published / "CITATION.cff").read_text(encoding="utf-8"))
    released = yaml.safe_load((project / "metadata.yml").read_text(encoding="utf-8"))["released"]
    assert (citation["url"], citation["date-released"]) == (ADDRESS, released)
    assert json.loads((published / "datapackage.json").read_text(encoding="utf-8"))["homepage"] == ADDRESS
    text = (published / "CITATION.txt").read_text(encoding="utf-8")
    assert f"date = {{{released}}}" in text
    assert f"url = {{{ADDRESS}}}" in text


def test_what_is_no_address_is_refused_before_anything_is_written(
    project: Path, database: Path, tmp_path: Path
) -> None:
    words = ["--root", str(project), "export", "--database", str(database), "--output", str(tmp_path / "dist")]
    done = CliRunner(env={"FACTBOOK_URL": "facts.example"}).invoke(main, words)
    assert done.exit_code != 0
    assert "FACTBOOK_URL" in done.output
    assert not (tmp_path / "dist").exists()
