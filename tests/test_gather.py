"""Facts gathered a file at a time: the problems and the rows that all records in memory at once would give."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from example_projects import EXAMPLES, lay_out
from factbook.archive import open_archive
from factbook.evidence import Evidence, FromArchive, FromLock
from factbook.gather import Ground, gather
from factbook.kept import new_staging
from factbook.problems import Problem
from factbook.published import LOCK as IDS_LOCK
from factbook.published import load_published
from factbook.read import Record, read_facts
from factbook.schema import load_schema
from factbook.text.normalise import Span
from factbook.validate import validate
from factbook.validate.facts import Facts, id_of, strangers
from factbook.validate.proof import citations_of, passage_of
from fuzzing import FILES, Change, Files, Fuzzed, changes, made_up
from this_project import ROOT

FOLDERS = sorted(path for kind in ("good", "bad") for path in (EXAMPLES / kind).iterdir() if path.is_dir())
#: Its lock cannot be read.
BROKEN = "lock-broken"
SCHEMA = load_schema(ROOT / "schema.sql")
BOUNDED = settings(
    max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def from_lock(root: Path) -> FromLock:
    return FromLock(root / "facts/evidence.lock")


def from_archive(root: Path) -> FromArchive:
    return FromArchive(open_archive(root / "archive"))


#: How evidence is held for a project's folder.
Way = Callable[[Path], FromLock | FromArchive]
WAYS: list[Way] = [from_lock, from_archive]


def ground_of(root: Path, way: Way = from_lock) -> Ground:
    # All but a few examples have the project's own schema, and it takes long to read.
    own = (root / "schema.sql").read_text("utf-8")
    return Ground(
        root / "facts",
        SCHEMA if own == SCHEMA.sql else load_schema(root / "schema.sql"),
        way(root),
        load_published(root / "facts" / IDS_LOCK),
    )


def quoted_in(records: list[Record], facts: Facts, evidence: Evidence) -> dict[str, dict[int, list[Span]]]:
    """By article and paragraph the stretches that the records quote; none where a quote was not found."""
    found: dict[str, dict[int, list[Span]]] = {}
    for record in records:
        for source, paragraph, quote in filter(None, map(passage_of, citations_of(record, facts))):
            capture = evidence.capture(source)
            if capture and 1 <= paragraph <= capture.paragraphs:
                span = evidence.span(source, paragraph, quote)
                spans = found.setdefault(source, {}).setdefault(paragraph, [])
                spans += [span] if isinstance(span, Span) else []
    return found


def problems_at_once(ground: Ground) -> list[Problem]:
    """What the checks say of all records in memory."""
    found, problems = read_facts(ground.root)
    records = [record for record in found if record.table in ground.schema.roots]
    by_id: dict[str, Record] = {}
    for record in records:
        by_id.setdefault(id_of(record), record)
    facts = Facts(records, by_id, ground.schema, ground.evidence, ground.published, lambda id: quoted.get(id, {}))
    quoted = quoted_in(records, facts, ground.evidence)
    wrong = [*strangers(found, ground.schema), *validate(facts)]
    if problems:
        # What stands in a file that cannot be read is not gone.
        wrong = [problem for problem in wrong if problem.kind != "id-gone"]
    return sorted({*problems, *wrong})


def problems_gathered(ground: Ground) -> list[Problem]:
    with new_staging(ground.schema) as staging:
        return gather(ground, staging).problems


def staged(root: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that are staged, by table, without those of the records that `spoil` adds."""
    ground = ground_of(root)
    with new_staging(ground.schema) as staging:
        gather(ground, staging)
        rows = {name: staging.database.execute(f'select * from "{name}"').fetchall() for name in staging.tables()}
    return {name: sorted([row for row in of if row[0] != "spoiled"], key=repr) for name, of in rows.items()}


def spoil(root: Path) -> None:
    """Give each fact file a record that is in doubt, so that the whole file is."""
    for path in sorted(root.glob("facts/*/*.yml")):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n- id: spoiled\n  nosuch: key\n")


# ── problems ──


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_has_the_problems_that_its_records_have_at_once(folder: Path, way: Way, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", folder)
    if folder.name != BROKEN or way is from_archive:
        assert problems_gathered(ground_of(root, way)) == problems_at_once(ground_of(root, way))


def test_a_quote_beyond_the_end_of_its_article_has_the_problem_that_it_has_at_once(tmp_path: Path) -> None:
    """The lock says that it stands there: as after a merge with the lock of another capture."""
    root = lay_out(tmp_path / "project")
    facts, lock = root / "facts/figures/seeds.yml", root / "facts/evidence.lock"
    facts.write_text(facts.read_text("utf-8").replace("paragraph: 2", "paragraph: 12"), "utf-8")
    lock.write_text(re.sub(r"^(quote norland-post-2025) 2 ", r"\1 12 ", lock.read_text("utf-8"), flags=re.M), "utf-8")
    found = problems_gathered(ground_of(root))
    assert found == problems_at_once(ground_of(root))
    assert "paragraph" in {problem.kind for problem in found}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    return Fuzzed(tmp_path_factory.mktemp("gather") / "project")


def agree(folder: Fuzzed, files: Files, way: Way) -> None:
    """Lay the files out, all but the locks, and hold both ways against each other."""
    shutil.rmtree(folder.root / "facts")
    kept = {name: data for name, data in folder.with_files({}).items() if name.endswith(".lock")}
    for name, data in ({name: data for name, data in files.items() if not name.endswith(".lock")} | kept).items():
        target = folder.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    found, wanted = problems_gathered(ground_of(folder.root, way)), problems_at_once(ground_of(folder.root, way))
    assert [*filter(_is_due, found)] == [*filter(_is_due, wanted)]


def _is_due(problem: Problem) -> bool:
    """A correction has no id, which is told of it: that another record has the same is told only by chance."""
    return problem.kind != "duplicate-id" or "facts/changes.yml" not in problem.path + problem.hint


@BOUNDED
@given(found=changes(), way=st.sampled_from(WAYS))
@example(found=[Change("copy", FILES.index("facts/meetings/forums.yml"), 0, "")], way=from_lock)
def test_a_changed_folder_has_the_problems_that_its_records_have_at_once(
    folder: Fuzzed, found: list[Change], way: Way
) -> None:
    agree(folder, folder.changed(found), way)


@settings(BOUNDED, max_examples=15)
@given(found=made_up(), way=st.sampled_from(WAYS))
@example(found={"facts/places/made-up.yml": b"- id: [a]\n"}, way=from_lock)
def test_made_up_files_have_the_problems_that_their_records_have_at_once(
    folder: Fuzzed, found: Files, way: Way
) -> None:
    agree(folder, folder.with_files(found), way)


# ── rows ──


@pytest.mark.parametrize("folder", sorted((EXAMPLES / "good").iterdir()), ids=lambda folder: folder.name)
def test_an_example_in_doubt_gives_the_rows_that_are_accepted_at_once(folder: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", folder)
    accepted = staged(root)
    spoil(root)
    assert accepted["citations"]
    assert staged(root) == accepted


def test_a_large_factbook_in_doubt_gives_the_rows_that_are_accepted_at_once(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "bench/corpus.py"), "200", str(tmp_path / "corpus")]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    accepted = staged(tmp_path / "corpus")
    spoil(tmp_path / "corpus")
    assert len(accepted["citations"]) > 200
    assert staged(tmp_path / "corpus") == accepted
