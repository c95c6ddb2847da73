"""The published facts answer what people ask, with the passage; and say nothing where the articles say nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
QUESTIONS = yaml.safe_load((HERE / "questions.yml").read_text(encoding="utf-8"))
UNANSWERED = yaml.safe_load((HERE / "unanswered.yml").read_text(encoding="utf-8"))


def rows(database: sqlite3.Connection, sql: str) -> list[list[Any]]:
    return [list(row) for row in database.execute(sql)]


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["facts"][0])
def test_a_question_is_answered_with_its_passage(published: sqlite3.Connection, case: dict[str, Any]) -> None:
    assert rows(published, case["sql"]) == case["answer"], case["question"]
    for fact in case["facts"]:
        passages = published.execute("select source, paragraph from fact_citations where fact = ?", [fact])
        assert tuple(case["proof"]) in passages.fetchall(), fact


@pytest.mark.parametrize("case", UNANSWERED, ids=lambda case: case["question"])
def test_what_the_articles_do_not_say_stays_unknown(published: sqlite3.Connection, case: dict[str, Any]) -> None:
    assert rows(published, case["sql"]) == case["answer"]


def test_there_are_thirty_questions_and_ten_without_answer() -> None:
    assert len(QUESTIONS) >= 30
    assert len(UNANSWERED) >= 10


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Marcus Baur", "marcus-baur"),
        ("Baur Marcus", "marcus-baur"),
        ("Ochoa", "cuauhtemoc-ochoa"),
        ("Cuauhtemoc", "cuauhtemoc-ochoa"),
        ("Maria Teresa Mercado", "maria-teresa-mercado"),
        ("Horii Iwao", "iwao-horii"),
        ("Queretaro", "queretaro"),
        ("JICA", "jica"),
        ("Japan International Cooperation Agency", "jica"),
        ("Japanese International Cooperation Agency", "jica"),
        ("Keidanren", "keidanren"),
        ("free trade agreement", "mexico-japan-epa"),
        ("日本", "japan"),
    ],
)
def test_search_finds_names_in_any_order_and_spelling(published: sqlite3.Connection, words: str, fact: str) -> None:
    """Every word, in any order, with or without accents; acronyms, full names and aliases alike."""
    terms = " ".join(f'"{word}"' for word in words.split())
    sql = "select facts.id from facts_fts join facts on facts.rowid = facts_fts.rowid where facts_fts match ?"
    assert (fact,) in published.execute(sql, [terms]).fetchall()


def test_the_same_claim_in_two_articles_is_one_fact(published: sqlite3.Connection) -> None:
    corroborated = {row[0] for row in published.execute("select fact from corroborated")}
    assert {"japan-rank-among-mexico-trading-partners", "jica", "nissan"} <= corroborated


def test_an_agreement_that_one_article_names_and_another_only_speaks_of_is_not_corroborated(
    published: sqlite3.Connection,
) -> None:
    sql = "select count(distinct source) from citations where fact = 'mexico-japan-epa'"
    assert published.execute(sql).fetchone()[0] == 2
    assert not published.execute("select 1 from corroborated where fact = 'mexico-japan-epa'").fetchall()


def test_near_claims_of_different_scope_stay_two_facts(published: sqlite3.Connection) -> None:
    sql = "select id from figures where indicator = 'rank as foreign investor' and place = 'mexico' order by 1"
    assert [row[0] for row in published.execute(sql)] == [
        "japan-rank-among-asia-pacific-investors-in-mexico",
        "japan-rank-among-asian-investors-in-mexico",
    ]


def test_the_timeline_calls_no_plan_a_start(published: sqlite3.Connection) -> None:
    sql = """select distinct what from timeline join programs on programs.id = fact
        where programs.status in ('announced', 'planned', 'proposed') and date = starts"""
    assert {row[0] for row in published.execute(sql)} == {"planned"}
