"""Every example folder: good facts pass, bad ones are refused with exactly the lines that stand beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from example_projects import EXAMPLES, held
from factbook.problems import KINDS

PROBLEM = re.compile(r"^(?P<path>\S+?)(?::(?P<line>\d+):(?P<column>\d+))?: .*\[(?P<kind>[a-z-]+)\]$", re.M)
# These are no problems of the facts: the lock itself cannot be read.
USAGE = {"lock-broken"}


def folders(kind: str) -> list[object]:
    """The example folders, each a parameter of a test with its name."""
    return [pytest.param(path, id=path.name) for path in sorted((EXAMPLES / kind).iterdir()) if path.is_dir()]


@pytest.mark.parametrize("folder", folders("good"))
def test_good_facts_pass(folder: Path, tmp_path: Path) -> None:
    wanted, found, statuses = held(folder, tmp_path / "project")
    assert found == wanted
    assert set(statuses) == {0}


@pytest.mark.parametrize("folder", folders("bad"))
def test_bad_facts_are_refused_with_the_lines_beside_them(folder: Path, tmp_path: Path) -> None:
    wanted, found, statuses = held(folder, tmp_path / "project")
    assert found == wanted
    assert statuses[-1] == (2 if folder.name in USAGE else 1)


@pytest.mark.parametrize("folder", folders("bad"))
def test_an_example_of_bad_facts_shows_the_kind_that_it_is_named_after(folder: Path) -> None:
    kind = max((kind for kind in KINDS if f"{folder.name}-".startswith(f"{kind}-")), key=len)
    text = (folder / "expected.txt").read_text(encoding="utf-8")
    assert f"[{kind}]" in text or folder.name in {*USAGE, "format-order"}


@pytest.mark.parametrize("folder", folders("bad"))
def test_problems_are_sorted_by_place_and_their_count_comes_last(folder: Path) -> None:
    text = (folder / "expected.txt").read_text(encoding="utf-8")
    for printed in re.split(r"^\$ .*\n", text, flags=re.M)[1:]:
        found = list(PROBLEM.finditer(printed))
        if not found:
            continue
        places = [(m["path"], int(m["line"] or 0), int(m["column"] or 0)) for m in found]
        assert places == sorted(places)
        assert printed.endswith(f"\n{len(found)} problem{'s' if len(found) > 1 else ''}\n")
