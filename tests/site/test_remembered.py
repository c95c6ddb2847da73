"""What is looked up of records is looked up once, where it cannot change, and what is kept is bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from citable import make_citable
from factbook.locale import speaking
from factbook.site.pages.shared import names_of
from factbook.site.remembered import Remembered
from site_pages import open_site
from this_project import ROOT

LENGTHS = {"mexico": 6, "japan": 5, "nissan": 6}


def ask(remembered: Remembered, *ids: str) -> tuple[Mapping[str, int], list[str]]:
    """What is known of the ids, and of which of them it was looked up."""
    asked: list[str] = []

    def load(missing: list[str]) -> Mapping[str, int]:
        asked.extend(missing)
        return {id: LENGTHS[id] for id in missing if id in LENGTHS}

    return remembered.ask("length", ids, load), asked


def test_only_what_is_not_kept_is_looked_up_and_the_order_is_that_of_the_ids() -> None:
    remembered = Remembered(10)
    assert ask(remembered, "japan", "japan") == ({"japan": 5}, ["japan"])
    known, asked = ask(remembered, "mexico", "japan", "nissan")
    assert (list(known), asked) == (["mexico", "japan", "nissan"], ["mexico", "nissan"])


def test_an_id_of_which_nothing_is_known_is_left_out_and_not_kept() -> None:
    remembered = Remembered(10)
    for _ in range(2):
        assert ask(remembered, "nobody") == ({}, ["nobody"])


def test_no_more_is_kept_than_there_is_room_for() -> None:
    remembered = Remembered(2)
    ask(remembered, "mexico", "japan")
    assert ask(remembered, "nissan")[0] == {"nissan": 6}
    assert ask(remembered, "nissan", "mexico")[1] == ["mexico"]
    assert ask(Remembered(0), "mexico") == ({"mexico": 6}, ["mexico"])


def test_each_language_has_its_own_and_a_file_that_can_change_none(tmp_path: Path) -> None:
    database = make_citable(tmp_path / "factbook.db")
    still = open_site(database)
    asyncio.run(still.invoke_startup())
    english = names_of(still).remembered
    assert ask(english, "mexico")[1] == ["mexico"]
    assert ask(names_of(still).remembered, "mexico")[1] == []
    with speaking("es", ROOT):
        assert ask(names_of(still).remembered, "mexico")[1] == ["mexico"]
    changing = open_site(database)
    changing.databases["factbook"].is_mutable = True
    asyncio.run(changing.invoke_startup())
    ask(names_of(changing).remembered, "mexico")
    assert ask(names_of(changing).remembered, "mexico")[1] == ["mexico"]
