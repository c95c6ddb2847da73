"""How the title of a record is set."""

from __future__ import annotations

import pytest
from datasette.app import Datasette

from site_pages import get


@pytest.mark.parametrize(
    ("path", "is_sentence"),
    [
        ("/factbook/figures/japanese-companies-in-mexico", False),
        ("/ja/factbook/figures/japanese-companies-in-mexico", False),
        ("/factbook/statements/centeno-transition-opportunity", True),
        ("/ja/factbook/statements/centeno-transition-opportunity", True),
    ],
)
async def test_a_sentence_is_not_set_as_large_as_a_headline(published: Datasette, path: str, is_sentence: bool) -> None:
    assert ('<h1 class="sentence">' in await get(published, path)) is is_sentence
