"""What the site keeps at hand: whole addresses without a look at the page's own, templates that it chose."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from datasette.app import Datasette
from datasette.utils.asgi import Request

from site_pages import get

PATHS = [
    "/",
    "/factbook/figures/x.json",
    "/a?b=/../c",
    "//elsewhere.example/",
    "/a/../b",
    "/a/./b",
    "c",
    "?d=e",
    "/%2e%2e/f",
    "",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_whole_address_is_what_a_relative_link_leads_to(published: Datasette, path: str) -> None:
    request = Request.fake("/factbook/figures?_sort=value")
    assert published.absolute_url(request, path) == urljoin(request.url, path)


async def test_a_record_is_shown_by_the_template_of_its_table_where_there_is_one(published: Datasette) -> None:
    for _ in range(2):
        assert 'class="row table-figures"' in await get(published, "/factbook/figures/japanese-companies-in-mexico")
        assert "Paragraph by paragraph" in await get(published, "/factbook/sources/mbn-senate-dialogue")
