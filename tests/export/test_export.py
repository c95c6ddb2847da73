"""The export's folder: the same bytes every time, nothing lost and nothing else's touched, sums that hold."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commands import run_command
from exported import SCHEMA, make_hostile
from this_project import ROOT, build

SUMMED = shutil.which("sha256sum")


def export(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command over this project's schema and words, into `folder`; from nothing, in another environment."""
    command = build(ROOT, "export", "--output", str(folder), *words)
    if environment:
        return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    return run_command(command)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile(tmp_path_factory.mktemp("export") / "hostile.db")


def test_two_exports_of_one_database_are_the_same_bytes(dist: Path, database: Path, tmp_path: Path) -> None:
    """In another process, another time zone, another language, another order of hashes, another folder."""
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    done = export(tmp_path / "again", "--database", str(database), **elsewhere)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "again") == files(dist)


def test_the_export_holds_every_format_of_every_table_and_says_how_to_cite_it(dist: Path) -> None:
    tables = {f"tables/{name}.csv" for name in SCHEMA.tables} | {f"parquet/{name}.parquet" for name in SCHEMA.tables}
    whole = {"factbook.db", "facts.csv", "factbook.json", "factbook.schema.json", "datapackage.json"}
    texts = {"README.txt", "CITATION.txt", "CITATION.cff", "SHA256SUMS", "manifest.json"}
    found = set(files(dist))
    assert {path for path in found if path.endswith(".zip")} == found - tables - whole - texts
    assert tables | whole | texts < found


@pytest.mark.skipif(SUMMED is None, reason="there is no sha256sum here")
def test_sha256sum_finds_every_file_whole_and_none_is_left_out(dist: Path) -> None:
    done = subprocess.run([str(SUMMED), "--check", "SHA256SUMS"], cwd=dist, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert {line.removesuffix(": OK") for line in done.stdout.splitlines()} == set(files(dist)) - {"SHA256SUMS"}


def test_the_zip_holds_all_files_in_one_folder_with_sums_of_their_own_and_no_time(dist: Path, tmp_path: Path) -> None:
    path = next(dist.glob("*.zip"))
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    inside, outside = files(tmp_path / path.stem), files(dist)
    sums = inside.pop("SHA256SUMS").decode()
    assert inside == {
        name: data for name, data in outside.items() if name not in ("SHA256SUMS", "manifest.json", path.name)
    }
    assert sums == "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(inside.items()))


def test_the_manifest_tells_size_hash_and_use_of_every_file(dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    told = {entry["path"]: (entry["bytes"], entry["sha256"]) for entry in manifest["files"]}
    wanted = {path: data for path, data in files(dist).items() if path not in ("manifest.json", "SHA256SUMS")}
    assert told == {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in wanted.items()}
    assert all(entry["title"] and entry["use"] and entry["media_type"] for entry in manifest["files"])


# ── what is there before ──


def test_an_export_replaces_the_one_before_it_whole(hostile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    for words in (("--partition", "kind"), ()):
        assert export(folder, "--database", str(hostile), *words).returncode == 0
    assert not list(folder.rglob("part-*"))
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_folder_that_holds_other_things_is_left_alone(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = export(tmp_path, "--database", str(hostile))
    assert done.returncode == 3
    assert "name another folder" in done.stderr
    assert files(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_folder_that_cannot_be_made_is_told_and_not_a_traceback(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = export(tmp_path / "file/dist", "--database", str(hostile))
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "there is no such database"), (b"", "not a finished factbook"), (b"no database at all", "not a finished")],
)
def test_what_is_no_finished_database_is_refused(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.db"
    if content is not None:
        path.write_bytes(content)
    done = export(tmp_path / "dist", "--database", str(path))
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "dist").exists()


def test_a_database_of_another_schema_is_refused(hostile: Path, tmp_path: Path) -> None:
    """Its columns would be described by words that are not theirs."""
    shutil.copy(hostile, tmp_path / "old.db")
    (tmp_path / "schema.sql").write_text((ROOT / "schema.sql").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = run_command(build(tmp_path, "export", "--database", str(tmp_path / "old.db")))
    assert done.returncode == 2
    assert "another schema.sql" in done.stderr


# ── without the extra ──


def test_without_pyarrow_all_but_parquet_is_written_and_it_says_so(hostile: Path, tmp_path: Path) -> None:
    """As after `make serve` on a fresh machine. Python holds None for a module that must not be found."""
    without = "import sys; sys.modules['pyarrow'] = None; from factbook.cli import main; main()"
    words = ["--root", str(ROOT), "export", "--database", str(hostile), "--output", str(tmp_path / "dist")]
    done = subprocess.run(
        [sys.executable, "-c", without, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "pip install pyarrow" in done.stdout
    found = files(tmp_path / "dist")
    assert {"facts.csv", "factbook.json", "tables/places.csv"} < set(found)
    assert not [path for path in found if "parquet" in path]
    assert b"parquet" not in found["README.txt"].lower()
