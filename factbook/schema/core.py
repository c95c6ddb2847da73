"""The core tables that the schema itself must know by name, and the SQL that declares them."""

from __future__ import annotations

from pathlib import Path

#: The name under which the database is served: the first part of its addresses, /factbook/<table>/<id>.
DATABASE = "factbook"
#: The register: every record that has a permanent id.
REGISTER = "facts"
SOURCES = "sources"
CITATIONS = "citations"
SPEAKS = "source_speaks"
RELEASE = "release"
#: The full-text index over every fact, and the shadow tables whose names begin with it.
SEARCH = "facts_fts"
#: The others that search reads: of scripts without spaces, of what may be typed, of how words are spelt.
LETTERS, TERMS, SPELLINGS = f"{SEARCH}_letters", f"{SEARCH}_terms", f"{SEARCH}_spellings"
#: How much a find of each fact counts.
WEIGHTS = f"{SEARCH}_weights"
#: The columns of the index, from what a fact is called to the articles that it is from.
INDEXED = ("label", "names", "words", "stated", "quotes", "elsewhere", "sources")

#: The lists of a fact that hold its evidence: what they refer to is no relation of facts.
EVIDENCE = (CITATIONS, "derivations", "cross_checks", "proofs", "translations")

#: How a value is known, in the order from the strictest to none.
HOW = ("read", "named", "attributed", "classed", "reckoned", "inferred", "worded", "ours")

#: Ways for programs to read the site that a publisher may turn off: `switched_off` in metadata.yml.
SWITCHES = ("annotations", "mcp", "openapi", "reconcile", "unapi")


def core_sql() -> str:
    """The SQL that every factbook has, whatever its subject."""
    return (Path(__file__).parent / "core.sql").read_text(encoding="utf-8")
