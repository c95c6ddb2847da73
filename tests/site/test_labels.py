"""Labels of the records that cells name, looked up where a page is made."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Thread

from datasette.database import Database

from citable import make_citable
from factbook.site.labels import label_of
from site_pages import open_site


def test_labels_are_found_in_every_thread_that_makes_pages(tmp_path: Path) -> None:
    database = open_site(make_citable(tmp_path / "factbook.db")).get_database("factbook")
    found = []

    def look(database: Database, id: str) -> None:
        found.append(asyncio.run(label_of(database, id, "place")))

    for id in ("mexico", "japan"):
        thread = Thread(target=look, args=(database, id))
        thread.start()
        thread.join()
    assert [record.label for record in found if record] == ["Mexico", "Japan"]
