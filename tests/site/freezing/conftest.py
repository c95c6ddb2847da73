"""The frozen edition of the example: its files, and a host of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from factbook.site.freezing import freeze_site
from file_host import hosted
from frozen_edition import URL, Frozen, project_in
from made_once import made_once


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that is frozen."""
    return project_in(tmp_path_factory.mktemp("newer"), tmp_path_factory.mktemp("older"))


@pytest.fixture(scope="session")
def frozen(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    """The edition, made once for all processes of a run: who judges it has the same project."""

    def freeze(folder: Path) -> None:
        with ZipFile(folder / "edition.zip", "w") as edition:
            for path, data in freeze_site(project, project / "factbook.db", URL):
                edition.writestr(path, data)

    with ZipFile(made_once(tmp_path_factory, "frozen", freeze) / "edition.zip") as edition:
        return Frozen((path, edition.read(path)) for path in edition.namelist())


@pytest.fixture(scope="session")
def served(frozen: Frozen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the edition on a host that knows nothing but files, in a folder `sub`."""
    files = {f"sub/{path}": data for path, data in frozen.items()}
    with hosted(files, tmp_path_factory.mktemp("host")) as address:
        yield f"{address}/sub"
