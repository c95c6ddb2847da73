"""What is installed: all that is imported is declared, and the lock files pin what is declared, by hash."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from this_project import PROJECT as OF_THE_PROJECT
from this_project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = [Requirement(line) for lines in PROJECT["optional-dependencies"].values() for line in lines]
LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.lock"))


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imported_modules(path: Path) -> Iterator[str]:
    """The top names of all modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def distributions_of(files: list[Path]) -> set[str]:
    """The installed distributions that the files import from; our own modules and Python's are none."""
    known = packages_distributions()
    names = {name for path in files for name in imported_modules(path)} - set(sys.stdlib_module_names)
    return {canonicalize_name(distribution) for name in names for distribution in known.get(name, [])[:1]}


def names_of(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


def pins_of(lock: str) -> dict[str, str]:
    """Version by distribution, as a lock file pins them."""
    pins = re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / "requirements" / lock).read_text(encoding="utf-8"), re.M)
    return {canonicalize_name(name): version for name, version in pins}


def test_the_image_is_given_every_file_of_the_project() -> None:
    """What tests call this project is what the Dockerfile copies and .dockerignore lets through."""
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.M)
    words = {word for line in copied for word in line.split()}
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()}
    assert set(OF_THE_PROJECT) <= words
    assert words <= let_through


def test_what_the_code_imports_is_declared() -> None:
    of_an_extra = {"budoux", "fonttools", "pyarrow", "resvg-py", "vl-convert-python"}
    assert distributions_of(python_files("factbook")) - names_of(RUNTIME) - of_an_extra == set()


def test_what_tests_and_benchmarks_import_is_declared() -> None:
    tools = {"packaging"}  # comes with pytest
    assert distributions_of(python_files("tests", "bench")) - names_of(RUNTIME) - names_of(EXTRAS) - tools == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.M))
    assert not [package.split()[0] for package in packages if "--hash=sha256:" not in package]
    assert not re.findall(r"https?://|file:|--index|--find-links| @ ", text)


@pytest.mark.parametrize(("lock", "declared"), [("runtime.lock", RUNTIME), ("test.lock", RUNTIME + EXTRAS)])
def test_a_lock_pins_versions_within_the_declared_ranges(lock: str, declared: list[Requirement]) -> None:
    pins = pins_of(lock)
    others = [requirement for requirement in declared if requirement.name != PROJECT["name"]]
    assert not [str(r) for r in others if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))]


def test_the_build_and_its_peers_are_measured_with_the_same_versions() -> None:
    measured, served = pins_of("bench.lock"), pins_of("runtime.lock")
    shared = ("pyyaml", "sqlite-utils")
    assert [measured[name] for name in shared] == [served[name] for name in shared]


def test_tests_run_with_the_versions_that_are_served() -> None:
    tested = pins_of("test.lock")
    assert {name: tested.get(name) for name in pins_of("runtime.lock")} == pins_of("runtime.lock")
