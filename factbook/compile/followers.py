"""Problems that only follow from another one of the same record: each cause is told once.

Turns the problems of records into those that are left when what stands behind them is mended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from factbook.problems import Problem, did_you_mean

#: Of a value that is not of its form nothing else is said.
_FORM = frozenset({"type", "date", "choice", "slug", "structure", "placeholder"})
#: The field of which a citation or a derivation is told that the record does not have it.
_NAMED = re.compile(r"'(\w+)'")
#: A quote that is not seen in its paragraph: what else stands there is not seen either.
_UNSEEN = frozenset({"lock", "quote-absent", "quote-ambiguous"})


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that do not follow from another one here, in their order."""
    found = list(problems)
    misshapen = {problem[:4] for problem in found if problem.kind in _FORM}
    places = {problem[:3] for problem in found if problem.kind != "published"}
    misspelt = {(_record(p), p.where.rpartition(" ")[2]) for p in found if p.kind == "unknown-key"}
    unverified = {_record(p) for p in found if p.kind in _UNSEEN and p.line}
    has_twins = any(problem.kind == "duplicate-id" for problem in found)
    return [
        problem
        for problem in found
        if not (
            (problem[:4] in misshapen and problem.kind not in _FORM)
            # A value that is another than in its release is told where nothing else is wrong with it.
            or (problem.kind == "published" and (problem[:3] in places or has_twins))
            or (problem.kind == "id-gone" and has_twins)
            or _is_misspelt(problem, misspelt)
            # What a paragraph says is known where its quote is.
            or (problem.kind == "words" and _record(problem) in unverified)
        )
    ]


def without_those_of_twins(translations: Iterable[Problem], problems: Collection[Problem]) -> list[Problem]:
    """What is wrong with translations, but where an id is in use twice: then another's seems to be gone."""
    has_twins = any(problem.kind == "duplicate-id" for problem in problems)
    return [] if has_twins else list(translations)


def _record(problem: Problem) -> tuple[str, str]:
    return problem.path, problem.where.partition(" ")[0]


def _is_misspelt(problem: Problem, unknown: Collection[tuple[tuple[str, str], str]]) -> bool:
    """Whether a key seems to be missing that its record has under a name much like it, one that is unknown."""
    if problem.kind == "fields":
        name = next(iter(_NAMED.findall(problem.message)), "")
    else:
        name = problem.where.rpartition(" ")[2] if problem.kind in ("missing-key", "published") else ""
    return any(record == _record(problem) and did_you_mean(other, [name]) for record, other in unknown if name)
