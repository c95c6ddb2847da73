"""What is kept of a run changes nothing but time: the same bytes and problems with it, without it, after a change."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from example_projects import lay_out, run, write
from factbook.compile.cache import FOLDER, judging_files
from full import CACHE
from fuzzing import Change, Fuzzed, changes
from this_project import ROOT, build, without_archive

LOCK = "facts/locks/harbor-herald-2024.lock"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The complete example, built once, so that something is kept."""
    root = lay_out(tmp_path / "project")
    assert run(root).status == 0
    return root


def kept(root: Path) -> list[Path]:
    return sorted(path for path in (root / FOLDER).iterdir() if path.name != ".gitignore")


def numbers(root: Path) -> dict[str, int]:
    """By path, the number under which each file is staged."""
    (path,) = kept(root)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as staging:
        return dict(staging.execute("select path, number from files").fetchall())


def outcome(root: Path) -> tuple[str, int, bytes]:
    """What a check says, its status, and the database's bytes where a build gives one."""
    checked = run(root, "check")
    built = run(root)
    assert built.status == checked.status
    return checked.output, checked.status, (root / "factbook.db").read_bytes() if built.status == 0 else b""


def without_kept(root: Path) -> tuple[str, int, bytes]:
    """As `outcome`, of a copy of the project that has kept nothing."""
    copy = root.with_name("copy")
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".cache", "factbook.db"))
    try:
        return outcome(copy)
    finally:
        shutil.rmtree(copy)


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    write(root, name, text.replace(old, new, 1))


def remove(root: Path, name: str) -> None:
    (root / name).unlink()


#: Changes one after the other: of the facts, of the lock, and back again.
EDITS: dict[str, Callable[[Path], object]] = {
    "a value": lambda root: (
        edit(root, "facts/places/places.yml", "Fish Bay", "Fish  Bay")
        if "Fish Bay" in (root / "facts/places/places.yml").read_text(encoding="utf-8")
        else edit(root, "facts/places/places.yml", "local_name: ノルランド", "local_name: ノルランド国")
    ),
    "a new file": lambda root: write(
        root, "facts/places/more.yml", "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: 2026-11-24\n"
    ),
    "an id twice": lambda root: write(
        root, "facts/places/twice.yml", "- id: fish-bay\n  name: Other Bay\n  kind: city\n  checked: 2026-11-24\n"
    ),
    "the one gone": lambda root: remove(root, "facts/places/twice.yml"),
    "a name twice": lambda root: write(
        root, "facts/places/twice.yml", "- id: another\n  name: FISH bay\n  kind: city\n  checked: 2026-11-24\n"
    ),
    "a file that cannot be read": lambda root: write(root, "facts/places/twice.yml", "- id: [\n"),
    "no longer": lambda root: remove(root, "facts/places/twice.yml"),
    "a place that is called as a label begins": lambda root: write(
        root, "facts/places/there.yml", "- id: there\n  name: There\n  kind: city\n  checked: 2026-11-24\n"
    ),
    "the place called otherwise": lambda root: edit(root, "facts/places/there.yml", "name: There", "name: Otherplace"),
    "the place gone": lambda root: remove(root, "facts/places/there.yml"),
    "a quote that is not in the lock": lambda root: edit(root, "facts/figures/seeds.yml", "quote: ", "quote: so "),
    "the quote as it was": lambda root: edit(root, "facts/figures/seeds.yml", "quote: so ", "quote: "),
    "a lock without its last line": lambda root: write(
        root, LOCK, "".join((root / LOCK).read_text(encoding="utf-8").splitlines(keepends=True)[:-1])
    ),
    "a lock made anew": lambda root: run(root, "verify", "--archive", str(root / "archive")),
    "a record that others refer to, gone": lambda root: remove(root, "facts/places/places.yml"),
    "articles gone": lambda root: remove(root, "facts/sources/articles.yml"),
    "all facts of a table gone": lambda root: remove(root, "facts/statements/seeds.yml"),
}


def test_a_chain_of_changes_gives_each_time_what_a_run_from_nothing_gives(root: Path) -> None:
    seen = set()
    for name, change in EDITS.items():
        change(root)
        found = outcome(root)
        assert found == without_kept(root), name
        seen.add(found[1])
    assert seen == {0, 1}


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(found=changes())
def test_folders_changed_at_random_one_after_the_other_give_what_each_gives_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, found: list[Change]
) -> None:
    going_on = FUZZED.setdefault("kept", Fuzzed(tmp_path_factory.mktemp("kept") / "project"))
    going_on.attempt(going_on.changed(found), "check")
    first = run(going_on.root, "check")
    shutil.rmtree(going_on.root / FOLDER, ignore_errors=True)
    assert run(going_on.root, "check") == first
    # What is kept now is of this folder; the next one is another.


FUZZED: dict[str, Fuzzed] = {}


def test_a_file_is_not_staged_again_until_it_changes(root: Path) -> None:
    """A file that is staged again gets a new number."""
    before = numbers(root)
    assert len(before) > 8
    edit(root, "facts/places/places.yml", "ノルランド", "ノルランド国")
    assert run(root, "check").status == 0
    after = numbers(root)
    assert {name for name in before if before[name] != after[name]} == {"facts/places/places.yml"}


def test_a_name_that_is_new_is_looked_for_in_records_that_were_not_touched(root: Path) -> None:
    EDITS["a place that is called as a label begins"](root)
    checked = run(root, "check")
    assert checked.status == 1
    assert "'There' is printed in no quote, value or reference of the record" in checked.output


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_what_is_damaged_is_thrown_away_with_a_word(root: Path, damage: bytes | None) -> None:
    before = (root / "factbook.db").read_bytes()
    (path,) = kept(root)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data) if damage is None else damage)
    done = run(root)
    assert done.status == 0
    assert f"note: {FOLDER}: what was kept of the last run is damaged" in done.output
    assert (root / "factbook.db").read_bytes() == before
    assert "note:" not in run(root).output


def test_a_changed_schema_makes_all_anew_and_keeps_nothing_of_the_old(root: Path) -> None:
    (before,) = kept(root)
    edit(root, "schema.sql", "create table places (", "-- More.\ncreate table places (")
    assert run(root, "check").status == 0
    (after,) = kept(root)
    assert before.name.partition("-")[0] != after.name.partition("-")[0]


def test_a_run_that_fails_leaves_the_cache_as_it_was(root: Path) -> None:
    (before,) = kept(root)
    edit(root, "facts/places/places.yml", "kind: country", "kind: kingdom")
    first = run(root, "check")
    assert first.status == 1
    assert kept(root) == [before]
    assert run(root, "check") == first
    edit(root, "facts/places/places.yml", "kind: kingdom", "kind: country")
    assert run(root).status == 0


def test_a_first_run_that_fails_keeps_nothing(root: Path) -> None:
    shutil.rmtree(root / FOLDER)
    edit(root, "facts/places/places.yml", "kind: country", "kind: kingdom")
    assert run(root, "check").status == 1
    assert kept(root) == []


def test_a_lock_that_was_changed_while_runs_failed_is_not_trusted(root: Path) -> None:
    """A first run that fails; then the fault is mended, and one digit of the lock is another."""
    shutil.rmtree(root / FOLDER)
    edit(root, "facts/places/places.yml", "kind: country", "kind: kingdom")
    assert run(root, "check").status == 1
    edit(root, "facts/places/places.yml", "kind: kingdom", "kind: country")
    text = (root / LOCK).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("quote "))
    digest = line.split()[3]
    write(root, LOCK, text.replace(digest, ("0" if digest[0] != "0" else "1") + digest[1:]))
    assert run(root, "check").status == 1
    assert run(root).status == 1


def test_the_key_holds_all_code_that_judges_whatever_its_folder() -> None:
    package = ROOT / "factbook"
    files = {path.relative_to(package).as_posix() for path in judging_files(package)}
    for room in ("schema", "text", "factfiles", "evidence", "rules", "compile"):
        assert {path.relative_to(package).as_posix() for path in (package / room).rglob("*.py")} <= files
    assert {"problems.py", "files.py", "project.py", "schema/core.sql"} <= files


CHAINS = 3


@pytest.mark.parametrize("seed", range(CHAINS))
def test_random_chains_of_edits_failures_and_mends_give_the_same_with_the_cache_and_without(
    seed: int, tmp_path: Path
) -> None:
    dice = Random(seed)  # noqa: S311 - the same chain each time
    root = lay_out(tmp_path / "project")
    files = sorted(path for path in root.glob("facts/**/*") if path.is_file())
    good = {path: path.read_bytes() for path in files}
    for _ in range(5):
        _change_at_random(dice, dice.choice(files), good)
        assert outcome(root) == without_kept(root)


def _change_at_random(dice: Random, path: Path, good: dict[Path, bytes]) -> None:
    """A file is mended, taken away, or one of its letters is another, or gone."""
    lot = dice.random()
    if lot < 0.35 or not path.exists():
        path.write_bytes(good[path])
    elif lot < 0.45:
        path.unlink()
    else:
        data = bytearray(path.read_bytes() or b"#")
        at = dice.randrange(len(data))
        data[at : at + 1] = dice.choice([b"", b"x", b"1", b" ", data[at : at + 1] * 2])
        path.write_bytes(bytes(data))


def test_a_run_with_the_archive_uses_nothing_and_keeps_nothing(root: Path) -> None:
    shutil.rmtree(root / FOLDER)
    assert run(root, "check", "--archive", str(root / "archive")).status == 0
    assert not (root / FOLDER).exists()


def test_runs_at_once_each_have_their_own_and_leave_one(root: Path) -> None:
    commands = [
        subprocess.Popen(build(root), env=without_archive(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    errors = [command.communicate()[1] for command in commands]
    assert [command.returncode for command in commands] == [0] * 3, errors
    assert errors == [b""] * 3
    assert all(path.suffix == ".db" for path in kept(root))
    assert outcome(root) == without_kept(root)


def test_the_benchmark_of_cold_builds_forgets_what_is_kept() -> None:
    """It names the folder itself: to import ours would make the process that measures larger."""
    assert CACHE == FOLDER
