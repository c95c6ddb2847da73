"""Charts as files, read by parsers that are not ours: lxml and Pillow."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from commands import run_command
from factbook.pictures.rows import BASE
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from this_project import ROOT, build

CHARTS = [chart["id"] for chart in load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].charts]
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
SIZES = pytest.mark.parametrize("size", ["wide", "narrow"])
EACH = pytest.mark.parametrize("id", CHARTS)


def drawn(project: Path, folder: Path) -> str:
    """What the real command says that draws into the folder."""
    words = build(project, "pictures", "--quick", "--database", str(project / "factbook.db"), "--output", str(folder))
    return run_command(words, check=True).stdout


def files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def svg_of(pictures: Path, name: str) -> etree._Element:
    return etree.fromstring((pictures / "charts" / name).read_bytes())


@EACH
@SIZES
def test_a_drawing_fits_its_screen_and_links_to_pages_of_the_site(pictures: Path, id: str, size: str) -> None:
    svg = svg_of(pictures, f"{id}.{size}.svg")
    assert float(svg.get("width") or 0) <= {"wide": 724, "narrow": 344}[size]
    links = [link.get(f"{XLINK}href") or link.get("href") or "" for link in svg.iter(f"{SVG}a")]
    assert links
    assert all(link.startswith(f"{BASE}/factbook/") for link in links)


@EACH
@SIZES
def test_a_drawing_has_the_colours_of_the_page_and_no_others(pictures: Path, id: str, size: str) -> None:
    svg = svg_of(pictures, f"{id}.{size}.svg")
    colours = {node.get(name) for node in svg.iter() for name in ("fill", "stroke")} - {None, "none", "transparent"}
    assert colours
    assert all(colour and colour.startswith("var(--") for colour in colours), colours


@EACH
def test_a_chart_that_is_taken_away_says_what_it_is_and_whose(pictures: Path, id: str) -> None:
    svg = svg_of(pictures, f"{id}.svg")
    words = " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))
    assert "Sources:" in words
    assert "Mexico–Japan Factbook, release" in words
    assert not svg.xpath("//*[local-name()='script' or local-name()='foreignObject' or local-name()='image']")
    assert b"var(--" not in (pictures / "charts" / f"{id}.svg").read_bytes()


@EACH
def test_the_png_is_twice_as_large_as_the_drawing_and_not_blank(pictures: Path, id: str) -> None:
    svg = svg_of(pictures, f"{id}.svg")
    image = Image.open(io.BytesIO((pictures / "charts" / f"{id}.png").read_bytes()))
    assert image.format == "PNG"
    assert image.width == round(2 * float(svg.get("width") or 0))
    assert image.convert("RGB").getcolors(50) is None, "more colours than 50"


@EACH
def test_the_csv_holds_the_rows_that_are_drawn(pictures: Path, id: str) -> None:
    rows = list(csv.DictReader(io.StringIO((pictures / "charts" / f"{id}.csv").read_text(encoding="utf-8-sig"))))
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_the_same_facts_give_the_same_bytes_and_are_drawn_once(pictures: Path, project: Path, tmp_path: Path) -> None:
    """A tenth of the pictures is drawn again by a process of its own, in a folder that lacks them."""
    own = shutil.copytree(pictures, tmp_path / "own")
    manifest = json.loads((own / "manifest.json").read_text(encoding="utf-8"))
    names = sorted(manifest["pictures"], key=lambda name: ("charts/" in name, name))
    again = names[::10]
    assert "charts/" in again[-1]
    for name in again:
        for path in manifest["pictures"].pop(name)["files"]:
            (own / path).unlink()
    (own / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert f", {len(again)} drawn now," in drawn(project, own)
    assert files(own) == files(pictures)
    assert ", 0 drawn now," in drawn(project, own)


def test_a_picture_that_was_tampered_with_is_drawn_again(pictures: Path, project: Path, tmp_path: Path) -> None:
    own = shutil.copytree(pictures, tmp_path / "own")
    name = f"charts/{CHARTS[0]}.csv"
    (own / name).write_bytes(b"wrong")
    manifest = json.loads((own / "manifest.json").read_text(encoding="utf-8"))
    (own / "manifest.json").write_text(json.dumps({**manifest, "made_from": ""}), encoding="utf-8")
    assert ", 1 drawn now," in drawn(project, own)
    assert (own / name).read_bytes() == (pictures / name).read_bytes()


@SIZES
def test_a_bar_of_years_ends_where_its_last_year_ends(pictures: Path, size: str) -> None:
    drawing = (pictures / "charts" / f"agreements-and-programs.{size}.svg").read_text(encoding="utf-8")
    years = {text: float(x) for x, text in re.findall(r'translate\(([\d.]+),16\)"[^>]*>(\d{4})<', drawing)}
    (start, length), _ = re.findall(
        r'translate\(([\d.]+),[\d.]+\)" x2="([\d.]+)" y2="0" stroke="[^"]*" stroke-width="10"', drawing
    )
    year = (years["2020"] - years["2010"]) / 10
    assert float(start) == pytest.approx(years["2010"] + 5 * year, abs=0.1)
    assert float(length) == pytest.approx(6 * year, abs=0.1)
