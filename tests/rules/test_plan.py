"""A rule is found by the tag that it is for and asked with the quotes that it needs; names are known in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.problems import Fault
from factbook.rules import plan
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


def with_rule(monkeypatch: pytest.MonkeyPatch, rule: Rule) -> None:
    rules = (*plan.all_rules(), rule)
    monkeypatch.setattr(plan, "all_rules", lambda: rules)


def is_place(column: Column) -> bool:
    return column.references == "places"


def test_a_rule_on_names_runs_when_all_files_are_in_and_its_fault_has_a_place(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
        names = {name for reference in map(record.references.get, (_value,)) if reference for name in reference.names}
        return Fault("printed", f"{sorted(names)} in {len(quotes)}") if "ノルランド" in names else None

    with_rule(monkeypatch, Rule(refuse, is_place, how="named", every=False, asks_names=True))
    for words in ((), ("--archive", str(root / "archive"))):
        found = run(root, "check", *words).output
        assert (
            "facts/organizations/bodies.yml:16:12: norland-seed-agency country: ['Norland', 'ノルランド'] in 1" in found
        )


def test_a_record_is_judged_again_when_the_name_that_it_asked_for_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that refers to it has not changed: what it had asked for is kept with the rest."""

    def refuse(value: str, _column: Column, record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
        reference = record.references.get(value)
        return Fault("printed", "a new name") if reference and reference.label == "Arkadia" else None

    with_rule(monkeypatch, Rule(refuse, is_place, how="named", asks_names=True))
    assert run(root, "check").status == 0
    path = root / "facts/places/places.yml"
    write(root, "facts/places/places.yml", path.read_text(encoding="utf-8").replace("name: Arcadia", "name: Arkadia"))
    first = run(root, "check")
    assert (first.status, "a new name" in first.output) == (1, True)
    assert run(root, "check") == first


def test_of_whose_words_a_quote_gives_a_rule_is_asked_with_that_quote_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []

    def note(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
        asked.append((value, len(quotes)))
        return None

    with_rule(monkeypatch, Rule(note, lambda column: column.name == "voice", how="attributed", of_citations=True))
    assert run(root, "check").status == 0
    assert {value for value, _ in asked} == {"reporter", "speaker"}
    assert {count for _, count in asked} == {1}


def test_a_rule_for_all_values_is_asked_of_our_own_words_too_with_all_quotes_of_the_record(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, int] = {}

    def note(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
        asked[value] = len(quotes)
        return None

    with_rule(monkeypatch, Rule(note, lambda column: column.name == "title", how="worded", everywhere=True))
    assert run(root, "check").status == 0
    assert set(asked.values()) >= {1, 2}
