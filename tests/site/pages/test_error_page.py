"""What somebody typed is not lost: a query that failed is there to be mended, a wrong address is searched for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from markupsafe import escape

from site_pages import client, get, open_site


async def test_two_dashes_in_a_string_hide_no_parameter_behind_them(published: Datasette) -> None:
    query = urlencode({"sql": "select '--' as dashes, :place as place", "place": "Kyoto"})
    assert 'name="place"' in await get(published, f"/factbook?{query}")
    assert (await published.client.get(f"/factbook.json?{query}")).json()["rows"] == [["--", "Kyoto"]]


async def test_a_query_that_took_too_long_is_there_to_be_mended(database: Path) -> None:
    sql = "with recursive c(x) as (select 1 union all select x + 1 from c) select '<b>', count(*) from c"
    answer = await open_site(database).client.get(f"/factbook?{urlencode({'sql': sql})}")
    assert answer.status_code == 400
    assert f'rows="6">{escape(sql)}</textarea>' in answer.text
    assert '<a href="/downloads">download the whole factbook</a>' in answer.text
    assert 'name="q" aria-label="Search all facts" value=""' in answer.text


async def test_a_wrong_address_is_searched_for_by_its_words(database: Path) -> None:
    answer = await open_site(database).client.get("/factbook/figures/avocado-imports")
    assert answer.status_code == 404
    assert 'value="avocado imports"' in answer.text


@pytest.mark.parametrize(
    ("way", "what_to_do"),
    [
        ("", "Correct it and run it again: tables and their columns are listed below."),
        ("/es", "Corríjala y ejecútela de nuevo: abajo están las tablas y sus columnas."),
        ("/ja", "修正して、もう一度実行してください。"),
    ],
)
async def test_what_to_do_about_a_query_that_failed_is_said_in_the_language(
    database: Path, way: str, what_to_do: str
) -> None:
    answer = await client(open_site(database)).get(f"{way}/factbook?{urlencode({'sql': 'select labl from facts'})}")
    assert answer.status_code == 400
    assert what_to_do in answer.text
    assert '<span lang="en">no such column: labl</span>' in answer.text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/factbook/figures/nosuch", "Figures: no record has the id nosuch."),
        ("/es/factbook/figures/nosuch", "Cifras: ningún registro tiene el identificador nosuch."),
        ("/es/factbook/places/nosuch.csv", "Lugares: ningún registro tiene el identificador nosuch."),
        ("/ja/embed/figures/nosuch", "数値に、IDがnosuchの記録はありません。"),
    ],
)
async def test_a_record_that_is_not_there_is_told_by_the_title_of_its_table(
    database: Path, path: str, said: str
) -> None:
    answer = await client(open_site(database)).get(path)
    assert (answer.status_code, said in answer.text) == (404, True)
