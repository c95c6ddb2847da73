"""The pages of records as files that a browser opens from a folder: what a change would look like, without a server.

Asks the site in this process; styles, scripts and pictures that a page needs lie beside it. It serves nothing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from factbook.files import make_folder, write_text
from factbook.record.difference import Difference
from factbook.schema.core import DATABASE
from factbook.site.server import open_site

#: What a page loads: addresses of this site in the tags that load something.
_LOADED = re.compile(r'(<(?:link|script|img)\b[^>]*?\b(?:href|src)=")(/[^"?#]+\.(?:css|js|svg|png|woff2))([^"]*")')
_HEAD = "<!doctype html><meta charset=utf-8><title>Changed pages</title><h1>Changed pages</h1><ul>"


def changed_records(difference: Difference) -> list[tuple[str, str, str]]:
    """Table, id and label of the records that came or were corrected, each once."""
    added = [(record.kind, record.id, record.label) for record in difference.added]
    corrected = [(c.record.kind, c.record.id, c.record.label) for c in difference.corrected]
    return list(dict.fromkeys([*added, *corrected]))


def write_pages(root: Path, database: Path, records: Iterable[tuple[str, str, str]], folder: Path) -> int:
    """Write the records' pages and an index of them into the folder; returns how many. Raises WriteError."""
    return asyncio.run(_write_pages(open_site(root, database), list(records), folder))


async def _write_pages(site: Any, records: list[tuple[str, str, str]], folder: Path) -> int:
    await site.invoke_startup()
    links, loaded = [], set[str]()
    for table, id, label in records:
        answer = await site.client.get(f"/{DATABASE}/{table}/{id}")
        if answer.status_code != 200:
            continue
        loaded |= {found[2] for found in _LOADED.finditer(answer.text)}
        _write(folder / table / f"{id}.html", _LOADED.sub(r"\g<1>..\g<2>\g<3>", answer.text))
        links.append(f'<li><a href="{table}/{id}.html">{escape(label)}</a> ({table})')
    for path in sorted(loaded):
        answer = await site.client.get(path)
        if answer.status_code == 200:
            target = folder / path.lstrip("/")
            make_folder(target.parent)
            target.write_bytes(answer.content)
    _write(folder / "index.html", "\n".join([_HEAD, *links, "</ul>"]))
    return len(links)


def _write(path: Path, text: str) -> None:
    make_folder(path.parent)
    write_text(path, text)
