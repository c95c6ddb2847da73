"""The names of core tables, columns and lists, each written once for all of Python."""

from __future__ import annotations

from pathlib import Path

#: The register: every record that has a permanent id.
REGISTER = "facts"
SOURCES = "sources"
CITATIONS = "citations"
CITATION_FIELDS = "citation_fields"
DERIVATIONS = "derivations"
CROSS_CHECKS = "cross_checks"
PROOFS = "proofs"
ALIASES = "fact_aliases"
NAMES = "fact_names"
DISTINCT_FROM = "fact_distinct_from"
SPEAKS = "source_speaks"
RETIRED = "retired"
CHANGES = "changes"
RELEASE = "release"
#: The full-text index over every fact, and the shadow tables whose names begin with it.
SEARCH = "facts_fts"

#: The tables that the build fills, and that no fact file gives.
COMPUTED = (REGISTER, CITATION_FIELDS, PROOFS, RELEASE)

#: The lists of a fact that hold its evidence: what they refer to is no relation of facts.
EVIDENCE = (CITATIONS, DERIVATIONS, CROSS_CHECKS, PROOFS)

#: How a value is known, in the order from the strictest to none.
HOW = ("read", "named", "attributed", "classed", "reckoned", "inferred", "worded", "ours")


def core_sql() -> str:
    """The SQL that every factbook has, whatever its subject."""
    return (Path(__file__).parent / "core.sql").read_text(encoding="utf-8")
