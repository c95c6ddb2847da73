"""A fourth language is a catalogue and a folder, and no code: docs/translating.md, tried with Portuguese."""

from __future__ import annotations

import shutil
from pathlib import Path

from example_projects import run, write
from factbook.factfiles.translations import digest_of
from site_pages import get, open_site
from this_project import PROJECT, ROOT

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Timeline"
msgstr "Linha do tempo"

msgid "Read this page in English"
msgstr "Ler esta página em português"

msgid "Agreements"
msgstr "Acordos"

msgid "%(number)s row"
msgid_plural "%(number)s rows"
msgstr[0] "%(number)s linha"
msgstr[1] "%(number)s linhas"
"""
TITLE = "Mexico-Japan Economic Partnership Agreement"
RECORD = f"""
mexico-japan-epa:
  title:
    of: '{digest_of(TITLE)}'
    text: Acordo de Parceria Econômica México-Japão
"""


async def test_a_catalogue_and_a_folder_make_a_language_of_the_site(tmp_path: Path) -> None:
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("es", "ja", "es.po", "ja.po"))
        elif source.exists():
            shutil.copy(source, tmp_path / name)
    write(tmp_path, "translations/pt.po", CATALOGUE)
    write(tmp_path, "facts/translations/pt/agreements.yml", RECORD)
    done = run(tmp_path)
    assert done.status == 0, done.output
    site = open_site(tmp_path / "factbook.db", root=tmp_path)
    page = await get(site, "/pt/factbook/agreements/mexico-japan-epa")
    assert '<html lang="pt">' in page
    assert "Acordo de Parceria Econômica México-Japão" in page
    assert "Linha do tempo" in page
    # What is not translated is in English; dates and numbers are the language's.
    assert "Evidence" in page
    assert "28 de novembro de 2026" in page
    assert "Ler esta página em português" in await get(site, "/factbook/agreements/mexico-japan-epa")
    await get(site, "/es/about", status=404)
