"""Gives templates the words for dates, the link to a passage, and the rows of a table."""

from __future__ import annotations

from pathlib import Path

from datasette import hookimpl
from jinja2 import Environment

from factbook.formats import text_fragment
from factbook.formats.wording import say_date
from factbook.record import Citation
from factbook.site.assets import asset_address, asset_digests
from factbook.site.table import rows_html

_STATIC = Path(__file__).resolve().parent.parent / "static"


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Registers the filters and functions that templates use."""
    env.filters["say_date"] = say_date
    digests = asset_digests(_STATIC)
    env.globals["asset"] = lambda path: asset_address(path, digests)
    env.globals["passage_url"] = _passage_url
    env.globals["rows_html"] = rows_html


def _passage_url(citation: Citation) -> str:
    """The link to the article that scrolls to the quote."""
    return text_fragment(citation.source.url, citation.quote)
