"""Comparisons of a record's health, beside those of Datasette: `?id__known=all+in+quotes` asks any table of facts.

What a record rests on is in the view `record_health`; these say of a record's id what stands there. Datasette has no
hook for comparisons: its list is lengthened once, and all that goes by it (tables, CSV, citations of questions, the
browser of a frozen edition) knows these too.
"""

from __future__ import annotations

from typing import NamedTuple

from datasette.filters import Filters, TemplatedFilter

from factbook.locale import N_

_HEALTH = "exists (select 1 from record_health where fact = {c} and "


class HealthFilter(NamedTuple):
    """A comparison by its name: its SQL, what it is called and says, its closed list (none: it is typed)."""

    way: str
    sql: str
    name: str
    said: str
    choices: tuple[str, ...] = ()


HEALTH_FILTERS = (
    HealthFilter(
        "known",
        f"{_HEALTH}known = :{{p}})",
        N_("Values are"),
        N_("Values are: %(value)s"),
        (N_("all in quotes"), N_("partly calculated"), N_("partly inferred"), N_("nothing claimed")),
    ),
    HealthFilter(
        "resting_on",
        f"{_HEALTH}resting_on = :{{p}})",
        N_("Rests on"),
        N_("Rests on: %(value)s"),
        (N_("independent articles"), N_("several articles of one side"), N_("one article"), N_("no article")),
    ),
    HealthFilter(
        "elsewhere",
        f"{_HEALTH}iif(:{{p}} = 'differs', differs_elsewhere, agrees_elsewhere) > 0)",
        N_("Another source"),
        N_("Another source: %(value)s"),
        (N_("agrees"), N_("differs")),
    ),
    HealthFilter(
        "article_from",
        f"{_HEALTH}newest_article >= :{{p}})",
        N_("Newest article since"),
        N_("Newest article since %(value)s"),
    ),
    HealthFilter(
        "second_reader",
        "exists (select 1 from fact_checked_by where fact = {c} and reader = :{p})",
        N_("Second reader"),
        N_("Second reader: %(value)s"),
    ),
)
#: The comparisons by name.
HEALTH_WAYS = {each.way: each for each in HEALTH_FILTERS}


def add_health_filters() -> None:
    """Make Datasette know the comparisons, once."""
    for each in HEALTH_FILTERS:
        if each.way not in Filters._filters_by_key:
            Filters._filters_by_key[each.way] = TemplatedFilter(
                each.way, each.name, each.sql, f"{each.name.lower()} {{v}}"
            )
            Filters._filters.append(Filters._filters_by_key[each.way])
