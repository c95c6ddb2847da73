"""Two releases of one example, as they would follow each other, and the site over one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette

from example_projects import EXAMPLES, lay_out, run, write
from site_pages import open_site
from this_project import ROOT

PUBLISHED = EXAMPLES / "good/published"
#: A body that the example does not have yet.
MINISTRY = """- id: crops-of-arcadia
  name: Ministry of Crops of Arcadia
  kind: ministry
  checked: 2026-11-24
  citations:
    - source: harbor-herald-2024
      paragraph: 2
      quote: The Ministry of Crops of Arcadia
      voice: reporter
"""
#: What the older release has beside the newer one's records.
MORE_FIGURES = """
- id: seed-bank-price
  label: Price of the seed bank in Port Alba
  indicator: price
  value: 40000000
  unit: dollars
  qualifier: about
  about: port-alba-seed-bank
  status: planned
  checked: 2026-11-01
  citations:
    - source: norland-post-2025
      paragraph: 2
      quote: a seed bank in Port Alba for about 40 million dollars
      voice: reporter
"""
MORE_STATEMENTS = """
- id: kita-engine-tests
  speaker: kita-motors
  act: said
  summary: It tests engines in Port Alba
  topic: industry
  checked: 2026-11-01
  derivations:
    speaker: '"The company" is Kita Motors, of the sentence before.'
  citations:
    - source: harbor-herald-2024
      paragraph: 5
      quote: 1,500 people, and tests
      voice: reporter
      fields: [speaker, act, summary]
    - source: harbor-herald-2024
      paragraph: 5
      quote: opened its Port Alba plant
      voice: reporter
      fields: [summary]
"""


def older(root: Path) -> Path:
    """Release 0.0.9: two records more, a place and a date that are corrected later; returns its database."""
    lay_out(root)
    _set_version(root, "0.0.9")
    _add(root / "facts/figures/seeds.yml", MORE_FIGURES)
    _add(root / "facts/statements/seeds.yml", MORE_STATEMENTS)
    _replace(root / "facts/figures/trade.yml", "place: arcadia", "place: port-alba")
    _replace(root / "facts/sources/articles.yml", "  published: '2024-03-03'\n", "")
    _replace(root / "facts/sources/articles.yml", "  published_paragraph: 2\n", "")
    _replace(root / "facts/meetings/forums.yml", "checked: '2026-11-24'", "checked: 2026-11-01")
    return compiled(root)


def newer(root: Path) -> Path:
    """Release 0.1.0, with what became of the older one's records; returns its database."""
    lay_out(root, PUBLISHED)
    _set_version(root, "0.1.0")
    return compiled(root)


def compiled(root: Path) -> Path:
    """The project's database, its quotes verified against its archive."""
    for command in (["verify", "--archive", str(root / "archive")], []):
        done = run(root, *command)
        assert done.status == 0, done.output
    return root / "factbook.db"


def _set_version(root: Path, version: str) -> None:
    write(root, "pyproject.toml", f'[project]\nname = "example"\nversion = "{version}"\n')


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def site_over(database: Path, base_url: str = "/", **changes: Any) -> Datasette:
    """The site over a database, in this process; `changes` are keys of metadata.yml with other values."""
    metadata = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
    return open_site(database, metadata={**metadata, **changes}, settings={"base_url": base_url})
