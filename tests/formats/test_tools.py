"""Citation files as programs of others take them: biber's data model, and pandoc's citeproc, from every format."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from citable import make_citable
from factbook.formats import FORMATS, Entry, edition_of, entry_of_fact, entry_of_source
from factbook.record import load_facts, load_release, load_sources

METADATA = {"title": "A Factbook", "site_url": "https://facts.example/", "released": "2026-11-28"}


def has(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed here")


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """Facts and articles with accents, Japanese, hostile signs, and without author or date."""
    with closing(sqlite3.connect(make_citable(tmp_path_factory.mktemp("citable") / "factbook.db"))) as conn:
        edition = edition_of(METADATA, "", load_release(conn))
        ids = [row[0] for row in conn.execute("select id from facts order by rowid")]
        sources = [row[0] for row in conn.execute("select id from sources order by id")]
        facts = [entry_of_fact(fact, edition) for fact in load_facts(conn, ids)]
        return facts + [entry_of_source(source, edition) for source in load_sources(conn, sources)]


@pytest.fixture(scope="module")
def folder(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each format."""
    folder = tmp_path_factory.mktemp("files")
    for each in FORMATS.values():
        (folder / f"facts{each.suffix}").write_text(each.render(entries), encoding="utf-8", newline="")
    return folder


def ran(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@has("biber")
def test_biber_misses_nothing_but_what_no_article_prints(folder: Path) -> None:
    said = ran(folder, "biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "facts.bib")
    warnings = re.findall(r"WARN - .*Entry '([^']+)'.*?(author|date, year)", said)
    assert sorted(warnings) == [("bare", "author"), ("bare", "date, year")]
    assert said.count("WARN -") == len(warnings)
    assert "ERROR" not in said


def references(folder: Path, name: str) -> list[str]:
    """The list of works that pandoc makes of a file, in the author-date style of Chicago, a line a work."""
    (folder / "list.md").write_text(f"---\nbibliography: {name}\nnocite: '@*'\n---\n", encoding="utf-8")
    text = ran(folder, "pandoc", "--citeproc", "--wrap=none", "--to", "plain", "list.md")
    return [line for line in text.splitlines() if line]


@has("pandoc")
@pytest.mark.parametrize("name", ["facts.bib", "facts.csl.json"])
def test_pandoc_sorts_an_article_by_the_family_name_of_its_author_and_prints_its_day(folder: Path, name: str) -> None:
    works = [line for line in references(folder, name) if "rade" in line and "Daily News" in line]
    assert len(works) == 1
    assert re.fullmatch(
        r"Vázquez, Karina\. 2025\. “Trade [gG]rows\.” Daily News, June 16(, 2025)?\. https://example\.org/trade\.",
        works[0],
    )


@has("pandoc")
@pytest.mark.parametrize("name", ["facts.bib", "facts.csl.json", "facts.ris"])
def test_pandoc_names_author_date_and_title_of_a_record_once(folder: Path, name: str) -> None:
    (line,) = [line for line in references(folder, name) if line.endswith("/factbook/figures/companies.")]
    dashes = line.removeprefix("———").removeprefix("A Factbook contributors")
    assert dashes.startswith(". 2026") or line.startswith("A Factbook contributors. 2026")
    assert line.lower().count("japanese companies in mexico") == 1
    assert len(re.findall("A Factbook[.,]", line)) == 1


@has("pandoc")
def test_a_page_of_an_article_has_the_day_of_its_release(folder: Path) -> None:
    for name in ("facts.bib", "facts.csl.json"):
        lines = [line for line in references(folder, name) if line.endswith("/factbook/sources/printed.")]
        assert len(lines) == 1
        assert "2026" in lines[0]


def test_endnote_has_a_reference_a_work(folder: Path, entries: list[Entry]) -> None:
    blocks = (folder / "facts.enw").read_text(encoding="utf-8").split("\n\n")
    read = [dict(line[1:].split(" ", 1) for line in block.strip().splitlines()) for block in blocks]
    assert [each["F"] for each in read[:4]] == ["printed", "bare", "hostile", entries[0].record.key]
    assert read[0]["A"], read[0]["D"] == ("Vázquez, Karina", "2025")
    assert (read[0]["0"], read[0]["8"], read[3]["0"]) == ("Newspaper Article", "June 16, 2025", "Dataset")
    assert "A" not in read[1]
    assert "D" not in read[1]


# ── TeX ──

_PAGE = r"""\documentclass{article}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{CJKutf8}\usepackage{url}
%s
\begin{document}\begin{CJK}{UTF8}{min}
\nocite{*}See \cite{bare}.
%s
\clearpage\end{CJK}\end{document}
"""
#: What a page says before and in its text, and which program makes its list of works.
_STYLES = {
    "plain": ("", r"\bibliographystyle{plain}\bibliography{facts}", "bibtex"),
    "plainnat": (r"\usepackage{natbib}", r"\bibliographystyle{plainnat}\bibliography{facts}", "bibtex"),
    "biblatex": (
        r"\usepackage[backend=biber,style=authoryear]{biblatex}\addbibresource{facts.bib}",
        r"\printbibliography",
        "biber",
    ),
}


def has_tex() -> bool:
    """Whether pdfTeX is here with the packages and fonts of the page: accents and Japanese, natbib and biblatex."""
    files = ("CJKutf8.sty", "c70min.fd", "dmjhira.tfm", "natbib.sty", "biblatex.sty", "etoolbox.sty")
    if not all(map(shutil.which, ("pdflatex", "bibtex", "biber", "kpsewhich"))):
        return False
    return all(subprocess.run(["kpsewhich", file], capture_output=True, check=False).returncode == 0 for file in files)


@pytest.mark.skipif(not has_tex(), reason="pdflatex with natbib, biblatex, biber and CJK is not installed here")
@pytest.mark.parametrize("style", _STYLES)
def test_tex_prints_every_work_with_its_accents_and_its_japanese(folder: Path, style: str) -> None:
    before, within, program = _STYLES[style]
    (folder / f"{style}.tex").write_text(_PAGE % (before, within), encoding="utf-8")
    tex = ("pdflatex", "-halt-on-error", "-interaction=nonstopmode", style)
    ran(folder, *tex)
    ran(folder, program, style)
    ran(folder, *tex)
    ran(folder, *tex)
    log = (folder / f"{style}.log").read_text(encoding="latin-1")
    assert not re.findall(r"Citation .* undefined|Missing character", log)
    works = (folder / f"{style}.bbl").read_text(encoding="utf-8")
    assert "Vázquez" in works
    assert re.search("[ぁ-んァ-ン一-龥]", works)
