"""Several processes judge as one does: the same bytes, the same problems; one that dies is told of."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pytest

from example_projects import lay_out, write
from factbook.compile import processes as pool
from factbook.compile.pipeline import build, check
from factbook.compile.processes import MANY_FILES, processes_for
from factbook.problems import FactsRefused, Problem, ProcessError
from factbook.project import Project
from killed import killed

FEW_AND_MANY = (1, 2)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The complete example, of which nothing is kept."""
    return Project(lay_out(tmp_path / "project"))


def problems(project: Project, processes: int) -> list[Problem]:
    with pytest.raises(FactsRefused) as refused:
        check(project, processes=processes)
    return refused.value.problems


def test_one_process_and_two_write_the_same_bytes(project: Project, tmp_path: Path) -> None:
    found = []
    for processes in FEW_AND_MANY:
        shutil.rmtree(project.root / ".cache", ignore_errors=True)
        build(project, tmp_path / "factbook.db", processes=processes)
        found.append((tmp_path / "factbook.db").read_bytes())
    assert found[0] == found[1]


def test_one_process_and_two_find_the_same_problems(project: Project) -> None:
    root = project.root
    places = (root / "facts/places/places.yml").read_text(encoding="utf-8")
    write(root, "facts/places/twice.yml", places)
    write(root, "facts/places/wrong.yml", "- id: Wrong\n  name: unknown\n  colour: red\n")
    write(root, "facts/places/broken.yml", "- id: [")
    write(root, "facts/planets/mars.yml", "- id: mars\n")
    write(root, "facts/places/notes.txt", "no facts\n")
    (root / "facts/places/latin.yml").write_bytes(b"- id: caf\xe9\n")
    plants = (root / "facts/plants/kita.yml").read_text(encoding="utf-8")
    write(root, "facts/plants/kita.yml", plants.replace("place: port-alba", "place: norland"))
    one, two = (problems(project, processes) for processes in FEW_AND_MANY)
    assert one == two
    kinds = {problem.kind for problem in one}
    assert kinds >= {"slug", "placeholder", "unknown-key", "yaml", "unknown-table", "file", "duplicate-id"}
    # What may follow from a file that cannot be read is told when it can be.
    for name in ("broken.yml", "latin.yml", "notes.txt"):
        (root / "facts/places" / name).unlink()
    one, two = (problems(project, processes) for processes in FEW_AND_MANY)
    assert one == two
    assert "named" in {problem.kind for problem in one}


def test_a_process_that_dies_ends_the_run_and_leaves_what_was_there(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_judge", killed)
    target = tmp_path / "factbook.db"
    target.write_bytes(b"what was there")
    with pytest.raises(ProcessError, match="has died"):
        build(project, target, processes=2)
    assert target.read_bytes() == b"what was there"
    assert not multiprocessing.active_children()


def test_what_is_written_ahead_takes_no_place_where_a_name_is_wrong(project: Project, tmp_path: Path) -> None:
    """Only the names of others tell that it is wrong: the database is being written by then."""
    plants = (project.root / "facts/plants/kita.yml").read_text(encoding="utf-8")
    write(project.root, "facts/plants/kita.yml", plants.replace("place: port-alba", "place: norland"))
    target = tmp_path / "out/factbook.db"
    write(tmp_path, "out/factbook.db", "what was there")
    with pytest.raises(FactsRefused) as refused:
        build(project, target, processes=2)
    assert {problem.kind for problem in refused.value.problems} == {"named"}
    assert [(path.name, path.read_text()) for path in target.parent.iterdir()] == [("factbook.db", "what was there")]


def test_few_files_are_judged_by_this_process_alone() -> None:
    assert processes_for(MANY_FILES - 1) == 1
    assert processes_for(MANY_FILES) >= 1
