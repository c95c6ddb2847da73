"""The package knows no subject: its wheel, installed away from the clone, serves factbooks of other subjects."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from installed import build_wheel, call, get, install_wheel, served_by, walk
from this_project import ROOT

#: Every kind of page that has an address of its own.
PAGES = [
    "/", "/about", "/timeline", "/charts", "/dictionary", "/downloads", "/factbook", "/factbook/sources", "/robots.txt",
    "/sitemap.xml", "/feeds/all.atom", "/feeds/changes.atom", "/feeds/sources.atom", "/-/health", "/factbook.db",
    "/factbook?sql=select+label+from+facts", "/search?q=the",
]  # fmt: skip
SUBJECT = ROOT / "tests/examples/subject"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_wheel(wheel, tmp_path_factory.mktemp("environment"))


def test_the_wheel_holds_all_that_git_tracks_of_the_package(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("factbook/")}
    tracked = {path.relative_to(ROOT).as_posix() for path in (ROOT / "factbook").rglob("*") if path.is_file()}
    assert {name for name in tracked if "__pycache__" not in name} - held == set()


@pytest.fixture(scope="module", params=["example", "subject"])
def root(request: pytest.FixtureRequest, command: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param) / "project"
    if request.param == "subject":
        return Path(shutil.copytree(SUBJECT, folder))
    folder.mkdir()
    call([str(command), "init", "--example"], folder)
    assert "==" in (folder / "requirements.txt").read_text("utf-8")
    return folder


def test_it_checks_builds_serves_and_exports_a_factbook_of_another_subject(command: Path, root: Path) -> None:
    assert "no problems" in call([str(command), "check"], root)
    assert "against the archive" in call([str(command), "check", "--archive", "articles"], root)
    assert "0 files" in call([str(command), "fmt", "--check"], root)
    assert "factbook.db" in call([str(command), "build"], root)
    assert "dist/" in call([str(command), "export"], root)
    with served_by(command, root) as address:
        statuses = walk(address, PAGES, 350)
        assert {path: status for path, status in statuses.items() if status != 200} == {}
        assert len(statuses) > 100


def test_a_factbook_of_volcanoes_in_spanish_says_it_in_its_own_words(command: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(SUBJECT, tmp_path / "project"))
    with served_by(command, root) as address:
        status, page = get(address, "/factbook/volcanoes/peral")
        assert (status, '<html lang="es"' in page, "Peral: 1,920 meters" in page) == (200, True, True)
        assert "ODbL 1.0" in page
        assert "Mexic" not in page
        assert get(address, "/feeds/eruptions.ics")[0] == 200
        assert "2.1.0" in get(address, "/about")[1]


def test_a_role_that_no_table_has_is_no_page_and_no_link(command: Path, tmp_path: Path) -> None:
    call([str(command), "init", "--example"], tmp_path)
    with served_by(command, tmp_path) as address:
        links = " ".join(walk(address, PAGES, 150))
        assert ".ics" not in links
        assert get(address, "/feeds/bridges.ics")[0] == 404
