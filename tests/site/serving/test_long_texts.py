"""SQL of people that no time limit stops, since it is one call or no step yet: bounded all the same."""

from __future__ import annotations

from time import process_time
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from factbook.site.serving.budgets import MAX_CALLS, MAX_COPIES, MAX_DEAR_CALLS, MAX_NAMED
from factbook.site.serving.confine import MAX_PEOPLES_VALUE
from factbook.site.serving.named_subqueries import copies
from site_pages import client

LONG = MAX_PEOPLES_VALUE // 2 - 10
#: Texts that are alike but for their last sign, which is where the time goes.
TEXTS = (
    f"(select hex(zeroblob({LONG})) a, hex(zeroblob({LONG // 2})) || '1' b, substr(hex(zeroblob({LONG})), 1, 1600) c)"
)
CALLS = {
    "instr": "instr(a, b)",
    "replace": "length(replace(a, b, 'z'))",
    "trim": "length(trim(c || a, replace(c, '0', 'x') || '0'))",
    "glob": f"a glob '{'*[0-9]' * 70}x'",
    "like": f"a like '{'%0_' * 160}x'",
}


async def ask(published: Datasette, sql: str, ending: str = "json") -> tuple[int, float]:
    """The status, and the seconds of CPU that it took."""
    async with client(published) as http:
        await http.get("/factbook.json?sql=select+1")
        before = process_time()
        answer = await http.get(f"/factbook.{ending}?sql={quote(sql)}")
        return answer.status_code, process_time() - before


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("ending", ["json", "csv"])
async def test_one_call_on_long_texts_takes_less_than_a_second(published: Datasette, name: str, ending: str) -> None:
    status, seconds = await ask(published, f"select {CALLS[name]} from {TEXTS}", ending)
    assert status in (200, 400)
    assert seconds < 1


@pytest.mark.parametrize("name", CALLS)
async def test_nor_do_as_many_calls_as_one_may_make(published: Datasette, name: str) -> None:
    most = MAX_DEAR_CALLS - 2 if name in ("instr", "replace", "trim") else 10
    status, seconds = await ask(
        published, f"select {', '.join([CALLS[name]] * (most // CALLS[name].count(name)))} from {TEXTS}"
    )
    assert status in (200, 400)
    assert seconds < 1


@pytest.mark.parametrize(
    "sql",
    [
        "select " + ", ".join(["instr(label, 'a')"] * (MAX_DEAR_CALLS + 1)) + " from facts",
        "select " + "+".join(["abs(1)"] * (MAX_CALLS + 1)),
        "with " + ", ".join(f"a{n} as (select 1)" for n in range(MAX_NAMED + 1)) + " select 1",
        "with " + ", ".join(f"a{n}(x) as/**/not materialized (select 1)" for n in range(MAX_NAMED + 1)) + " select 1",
    ],
)
async def test_a_question_over_its_budget_is_refused(published: Datasette, sql: str) -> None:
    status, seconds = await ask(published, sql)
    assert status == 400
    assert seconds < 1


def nested(names: int, uses: int, quote: str = "") -> str:
    """A question in which each named subquery uses the one before it so often."""
    body = ["select 1", *(", ".join([f"{quote}a{n}{quote}"] * uses) for n in range(names - 1))]
    named = [f"a{n} as ({'select 1 from ' * (n > 0)}{text})" for n, text in enumerate(body)]
    return f"with {', '.join(named)} select 1 from a{names - 1}"


@pytest.mark.parametrize("quote", ["", '"', "`", "'"])
async def test_names_that_multiply_are_refused_before_sqlite_writes_them_out(published: Datasette, quote: str) -> None:
    status, seconds = await ask(published, nested(MAX_NAMED, 14, quote))
    assert status == 400
    assert seconds < 1


async def test_as_many_copies_as_there_may_be_take_no_time(published: Datasette) -> None:
    assert copies(nested(4, 7)) <= MAX_COPIES
    _, seconds = await ask(published, nested(4, 7))
    assert seconds < 1


@pytest.mark.parametrize(
    ("sql", "made"),
    [
        ("select cast(1 as text) from facts", 1),
        ("with recursive n(i) as (select 1 union all select i + 1 from n) select n.i from n where n.i < 5", 2),
        ('with "A"(x, y) as not/**/materialized (select 1, 2), [b] as (select * from a, a) select * from B, b', 4),
    ],
)
def test_copies_are_the_uses_of_names_multiplied(sql: str, made: int) -> None:
    assert copies(sql) == made


async def test_our_own_questions_may_make_longer_texts(published: Datasette) -> None:
    words = f"select length(hex(zeroblob({MAX_PEOPLES_VALUE})))"
    assert (await published.get_database("factbook").execute(words)).rows[0][0] == 2 * MAX_PEOPLES_VALUE
