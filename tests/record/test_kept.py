"""Releases that are kept: written once, read by names that do not change, refused where they are not what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.problems import ProjectError
from factbook.record.kept import keep_release, kept_tables, load_kept, load_kept_record, opened
from release_projects import newer, older


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older(tmp_path_factory.mktemp("older"))


def test_a_release_is_kept_with_its_digests_and_read_back(tmp_path: Path, old: Path) -> None:
    kept = keep_release(tmp_path, old, "2026-11-01", "https://data.example/0.0.9.db")
    assert load_kept(tmp_path) == [kept]
    assert (kept.version, kept.released, kept.bytes) == ("0.0.9", "2026-11-01", old.stat().st_size)
    assert kept.path == tmp_path / "releases/0.0.9/factbook.db"


def test_the_newest_release_comes_first_by_number(tmp_path: Path, old: Path) -> None:
    keep_release(tmp_path, old)
    manifest = (tmp_path / "releases/0.0.9/release.yml").read_text(encoding="utf-8")
    (tmp_path / "releases/0.0.10").mkdir()
    (tmp_path / "releases/0.0.10/release.yml").write_text(manifest.replace("0.0.9", "0.0.10"), encoding="utf-8")
    assert [kept.version for kept in load_kept(tmp_path)] == ["0.0.10", "0.0.9"]
    assert load_kept(tmp_path)[0].path is None


def test_a_release_is_not_kept_a_second_time_with_other_content(tmp_path: Path, old: Path) -> None:
    keep_release(tmp_path, old)
    keep_release(tmp_path, old)
    copy = tmp_path / "other.db"
    copy.write_bytes(old.read_bytes() + b"\0")
    with pytest.raises(ProjectError, match=r"release 0\.0\.9 is kept with other content"):
        keep_release(tmp_path, copy)


def test_a_kept_database_that_was_changed_is_refused(tmp_path: Path, old: Path) -> None:
    kept = keep_release(tmp_path, old)
    assert kept.path
    kept.path.write_bytes(old.read_bytes() + b"\0")
    with pytest.raises(ProjectError, match="its SHA-256 is another"):
        load_kept(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version: 1.2.3\nfacts_sha256: a\nsha256: b\nbytes: 1\n", "the folder '0.0.9'"),
        ("version: 0.0.9\n", "not a kept release"),
        ("[", "not a kept release"),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "releases/0.0.9").mkdir(parents=True)
    (tmp_path / "releases/0.0.9/release.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match=said):
        load_kept(tmp_path)


def test_a_file_that_is_no_factbook_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("nothing", encoding="utf-8")
    with pytest.raises(ProjectError, match="not a compiled factbook"):
        keep_release(tmp_path, tmp_path / "x.db")


def test_a_record_has_its_values_lists_and_passages_as_they_were(tmp_path: Path, old: Path) -> None:
    with opened(keep_release(tmp_path, old)) as conn:
        record = load_kept_record(conn, "figures", "trade-2023")
        assert record
        assert record.row["place"] == "port-alba"
        assert record.passages[0]["title"]
        assert record.passages[0]["fields"]
        assert load_kept_record(conn, "figures", "never-was") is None
        assert load_kept_record(conn, "sqlite_master", "x") is None
        assert kept_tables(conn)["sources"] == 2


def test_a_newer_release_does_not_change_what_is_kept(tmp_path: Path, old: Path) -> None:
    keep_release(tmp_path, old)
    newest = newer(tmp_path / "newer")
    keep_release(tmp_path, newest)
    assert [kept.version for kept in load_kept(tmp_path)] == ["0.1.0", "0.0.9"]
