"""What is accepted at once would pass every check of one record, and gives the rows that the checked way gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from example_projects import EXAMPLES, lay_out
from factbook.accept.shown import look_for
from factbook.evidence import FromLock
from factbook.lock import LOCK
from factbook.read import read_facts
from factbook.text.normalise import normalise
from factbook.validate.values import faults
from judged import Judge, Passage, record_of
from made_figures import DATES, QUALIFIERS, UNITS, VALUES, figure_of, figures, likely, pick, quotes
from this_project import ROOT

OFTEN = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(ROOT, tmp_path_factory.mktemp("accept") / "facts")


def share_accepted(root: Path, judge: Judge) -> float:
    """How many of the records of a folder are accepted, of those that a plan can take."""
    evidence = FromLock(root / "facts" / LOCK)
    records, _ = read_facts(root / "facts")
    known = [record for record in records if record.table in judge.plans]
    return sum(judge.accepts(record, evidence) for record in known) / len(known)


# ── facts as they are written ──


def test_the_facts_of_the_project_are_accepted_where_they_pass_the_checks(judge: Judge) -> None:
    assert share_accepted(ROOT, judge) > 0.9


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_the_examples_are_accepted_where_they_pass_the_checks(kind: str, judge: Judge, tmp_path: Path) -> None:
    folders = sorted(path for path in (EXAMPLES / kind).iterdir() if path.is_dir() and path.name != "lock-broken")
    for folder in folders:
        root = lay_out(tmp_path / folder.name, folder)
        own = judge if not (folder / "schema.sql").exists() else Judge(root, root / "facts")
        assert share_accepted(root, own) > 0 or kind == "bad"


def test_the_made_up_facts_of_the_benchmarks_are_nearly_all_accepted(judge: Judge, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "bench/corpus.py"), "300", str(tmp_path / "corpus")]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert share_accepted(tmp_path / "corpus", judge) > 0.99


# ── what quotes print and records say ──


def passages(record: dict[str, Any]) -> list[Passage]:
    return [Passage(found["source"], int(found["paragraph"]), found["quote"]) for found in record["citations"]]


def test_figures_that_are_accepted_are_shown_by_their_quotes(judge: Judge) -> None:
    seen = []

    @OFTEN
    @given(figure=figures, data=st.data())
    def look(figure: dict[str, Any], data: st.DataObject) -> None:
        figure = likely(figure, data)
        seen.append(judge.accepts(record_of("figures", figure), judge.lock(passages(figure))))

    look()
    assert sum(seen) > len(seen) / 10


TWICE = figure_of("there were 5 tons now", "5")
TWICE["citations"] = [TWICE["citations"][0] | {"fields": ["value", "unit", "qualifier"]}] * 2
NOWHERE = figure_of("there were 5 tons now", "5")
NOWHERE["citations"] = [NOWHERE["citations"][0] | {"source": "none"}]
TRAPS = [
    TWICE,
    NOWHERE,
    figure_of("no less than 5 tons", "5", qualifier="less than"),
    figure_of("not over 5 tons now", "5", qualifier="more than"),
    figure_of("they came to 5 thouſand tons", "5"),
    figure_of("ſome 5 tons of it", "5"),
    figure_of("cırca 5 tons of it", "5"),
    figure_of("5 tons and 5 more tons", "5"),
    figure_of("15 or 5 tons", "5"),
    figure_of("two 5 million tons", "5"),
    figure_of("it was 40 million tons", "40"),
    figure_of("5 hundred million tons", "5"),
    figure_of("about 5 and over 5 tons", "5", qualifier="more than"),
    figure_of("5 tons in 2025 million", "5", period="2025"),
]


@pytest.mark.parametrize("figure", TRAPS, ids=lambda figure: figure["citations"][0]["quote"])
def test_a_figure_that_nearly_stands_in_its_quote_is_left_to_the_checks_or_passes_them(
    figure: dict[str, Any], judge: Judge
) -> None:
    judge.accepts(record_of("figures", figure), judge.lock(passages(figure)))


# ── quick looks ──

COLUMNS = {"value": VALUES, "unit": UNITS, "qualifier": QUALIFIERS, "period": DATES}
NAMES = [
    "Ana",
    "Ana María",
    "ana",
    "ANA",
    "Ana  María",
    "Straße",
    "B\u0345",
    "Ma",
    "ría",
    "a",
    "Ana-",
    "-",
    "“Ana”",
    "İ",
]
AROUND = ["", " ", "B", "é", "\u0345", "-", "1", "_", ".", "\u0301", "ﬁ", "ß", "İ", "Ⅷ", "Ⓐ"]
names = st.builds("{}{}{} {}".format, pick(AROUND), pick(NAMES), pick(AROUND), pick(["", "Ana María", "was there"]))


@settings(OFTEN, max_examples=600)
@given(quote=quotes | st.builds("{} {}".format, quotes, quotes), data=st.data())
def test_a_quick_look_says_yes_only_where_the_rule_does(judge: Judge, quote: str, data: st.DataObject) -> None:
    columns = judge.schema.tables["figures"].columns
    for name, texts in COLUMNS.items():
        look = look_for(columns[name])
        text, value = data.draw(pick(texts)), data.draw(pick(VALUES))
        if look and not any(faults(text, columns[name])) and look.quick(normalise(quote), text, {"value": value}):
            assert look.rule(normalise(quote), text, {"value": value}) is None, (name, text)


@settings(OFTEN, max_examples=700)
@given(quote=names, name=pick(NAMES))
@example(quote="Ana\u0345 was there", name="Ana")
@example(quote="was BAna", name="Ana")
def test_printed_words_are_seen_at_once_only_where_they_stand_alone(judge: Judge, quote: str, name: str) -> None:
    look = look_for(judge.schema.tables["officials"].columns["name_as_printed"])
    assert look
    if look.quick(normalise(quote), name, {}):
        assert look.rule(normalise(quote), name, {}) is None
