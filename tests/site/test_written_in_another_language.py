"""A factbook that is written in another language speaks it at its plain addresses; English is one of its others."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from datasette.app import Datasette
from lxml import html

from example_projects import run, write
from site_pages import client, get, open_site
from this_project import ROOT

RECORD = "/factbook/volcanoes/peral"
ENGLISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Volcanes de Brea"
msgstr "Volcanoes of Brea"

msgid "Volcán"
msgstr "Volcano"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The factbook of volcanoes, which is written in Spanish."""
    ignored = shutil.ignore_patterns(".cache")
    return Path(shutil.copytree(ROOT / "tests/examples/subject", tmp_path / "project", ignore=ignored))


def opened(root: Path) -> Datasette:
    assert run(root, "build").status == 0
    return open_site(root / "factbook.db", root=root)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", " hechos de 1 artículo. "),
        (RECORD, "8 de abril de 2023"),
        ("/factbook/volcanoes", "Descargar"),
        ("/search?q=peral", "Buscar"),
        ("/timeline", "Cronología"),
        ("/about", "Qué significa"),
        ("/no-such-page", "Buscar"),
    ],
)
async def test_its_pages_are_in_its_language(root: Path, path: str, said: str) -> None:
    page = await get(opened(root), path, 404 if path.startswith("/no") else 200)
    assert said in page
    assert html.fromstring(page).get("lang") == "es"
    assert not re.findall(r'(?:href|action)="/(?:es|en)/', page)
    assert "Search" not in html.fromstring(page).text_content()


async def test_english_is_another_language_of_it(root: Path) -> None:
    write(root, "translations/en.po", ENGLISH)
    site = opened(root)
    page = html.fromstring(await get(site, f"/en{RECORD}"))
    assert page.get("lang") == "en"
    assert "read in the quote" in page.text_content()
    assert "Volcanoes of Brea" in page.text_content()
    links = {link.get("hreflang"): link.get("href") for link in page.findall(".//link[@hreflang]")}
    assert links["es"].endswith(RECORD)
    assert links["en"].endswith(f"/en{RECORD}")
    assert not links["es"].endswith(f"/es{RECORD}")
    async with client(site) as http:
        assert (await http.get(f"/es{RECORD}")).status_code == 404


async def test_records_are_translated_into_english_as_into_any_other(root: Path) -> None:
    write(root, "translations/en.po", ENGLISH)
    assert run(root, "translate", "en", "--write").status == 0
    path = root / "facts/translations/en/eruptions.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"text:.*", "text: Eruption of Peral in 2023", text), encoding="utf-8")
    site = opened(root)
    assert "Eruption of Peral in 2023" in await get(site, "/en/factbook/eruptions/peral-2023")
    assert "Erupción del Peral en 2023" in await get(site, "/factbook/eruptions/peral-2023")


def test_its_site_as_files_is_in_its_language(root: Path, tmp_path: Path) -> None:
    write(root, "translations/en.po", ENGLISH)
    done = run(root, "freeze", str(tmp_path / "frozen"), "--url", "https://example.org/volcanes")
    assert done.status == 0, done.output
    tags = {
        name: html.parse(str(tmp_path / "frozen" / name)).getroot().get("lang")
        for name in ("index.html", "search/index.html", "en/index.html", "en/search/index.html")
    }
    assert list(tags.values()) == ["es", "es", "en", "en"]
    assert not (tmp_path / "frozen/es").exists()
