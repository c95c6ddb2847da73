"""A frozen edition of a small project: of two releases, in two languages; and what the running site answers."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from example_projects import run, write
from factbook.factfiles.translations import digest_of
from factbook.record.kept import keep_release
from release_projects import newer, older
from site_pages import open_site

URL = "https://facts.example/sub"
TRADE = "Trade between Arcadia and Norland in 2023"
COMERCIO = "Comercio entre Arcadia y Norland en 2023"


class Frozen(dict[str, bytes]):
    """Files by path."""

    def text(self, path: str) -> str:
        return self[path].decode("utf-8")

    def pages(self) -> list[str]:
        return [path for path in self if path.endswith(".html")]


def project_in(root: Path, before: Path) -> Path:
    """The project, made in one folder, its earlier release in another."""
    newer(root)
    write(root, "translations/es.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    write(
        root,
        "facts/translations/es/figures.yml",
        f"trade-2023:\n  label: {{of: {digest_of(TRADE)}, text: {COMERCIO}}}\n",
    )
    assert run(root).status == 0
    # So that the tables of a small example have several pages.
    (root / "settings.json").write_text('{"default_page_size": 4}', encoding="utf-8")
    keep_release(root, older(before), "2026-11-01")
    return root


def answered(project: Path, addresses: list[str]) -> list[bytes]:
    """What the running site answers."""
    site = open_site(project / "factbook.db", root=project, metadata={"site_url": URL})

    async def ask() -> list[bytes]:
        await site.invoke_startup()
        return [(await site.client.get(address)).content for address in addresses]

    # In a thread of its own: in this one, the browser's loop may run.
    with ThreadPoolExecutor() as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()
