"""The site in this process: Datasette as it is served, over any database, without a port."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from datasette.app import Datasette

from this_project import ROOT


def open_site(database: Path) -> Datasette:
    """This project's site over a finished database."""
    return Datasette(
        immutables=[str(database)],
        metadata=yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8")),
        plugins_dir=str(ROOT / "plugins"),
        template_dir=str(ROOT / "templates"),
        static_mounts=[("static", str(ROOT / "static"))],
        settings=json.loads((ROOT / "settings.json").read_text(encoding="utf-8")),
    )


async def get(site: Datasette, path: str, status: int = 200) -> str:
    """The text of a page, which answers with `status`."""
    answer = await site.client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}\n{answer.text[:2000]}"
    return str(answer.text)
