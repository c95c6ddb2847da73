"""The finished database as frozen records, and the functions that read them from a SQLite connection.

    load_fact(conn, id)     Fact | None     values, evidence, derivations, cross-checks
    load_facts(conn, ids)   list[Fact]      the same for many, in their order, in a handful of queries
    load_health(conn, id)   Health | None   how sound a fact is, worked out from its evidence
    load_links(conn, id)    tuple[Link]     references from the fact to others
    load_source(conn, id)   Source | None   an article
    load_article(conn, id)  Article | None  an article with its citations and coverage
    load_release(conn)      Release         version, digests, counts
    load_history(conn, id)  list[Update]    corrections, and how the record ended if it did
    load_end(conn, id)      Update | None   how a record that is no more ended
    load_updates(conn, wanted, limit, offset)  list[Update]   what is new, corrected, merged or withdrawn

They are synchronous: under Datasette, `await db.execute_fn(lambda conn: load_fact(conn, id))`.
"""

from factbook.record.health import Health, load_health
from factbook.record.history import Slice, Update, load_end, load_history, load_updates
from factbook.record.load import (
    load_article,
    load_fact,
    load_facts,
    load_links,
    load_release,
    load_source,
    load_sources,
)
from factbook.record.model import (
    Article,
    Citation,
    Coverage,
    CrossCheck,
    Derivation,
    Fact,
    Link,
    Proof,
    Reference,
    Release,
    Scalar,
    Source,
    Value,
)
from factbook.schema.core import DATABASE

__all__ = [
    "DATABASE",
    "Article",
    "Citation",
    "Coverage",
    "CrossCheck",
    "Derivation",
    "Fact",
    "Health",
    "Link",
    "Proof",
    "Reference",
    "Release",
    "Scalar",
    "Slice",
    "Source",
    "Update",
    "Value",
    "load_article",
    "load_end",
    "load_fact",
    "load_facts",
    "load_health",
    "load_history",
    "load_links",
    "load_release",
    "load_source",
    "load_sources",
    "load_updates",
]
