"""A word that stands nowhere, and the nearest one that does."""

from __future__ import annotations

import sqlite3
import unicodedata

from factbook.record.search.statements import BEGINS, NEAR

#: Words shorter than this are left as they are; candidates that are compared.
SHORTEST, CANDIDATES = 5, 60


def bare(word: str) -> str:
    """The word in lower case without its accents, as the list of spellings has it."""
    word = word.lower()
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def nearest(conn: sqlite3.Connection, word: str) -> str | None:
    """The word that differs least, of several the one that most facts have; None where none is near enough."""
    wanted = bare(word)
    if len(wanted) < SHORTEST or not wanted.isalpha():
        return None
    most = 2 if len(wanted) > 7 else 1
    ranked = [(distance(wanted, found, most), -facts, found) for found, facts in _candidates(conn, wanted)]
    best = min((each for each in ranked if each[0] <= most), default=None)
    return best[2] if best else None


def _candidates(conn: sqlite3.Connection, word: str) -> list[tuple[str, int]]:
    parts = " OR ".join(f'"{word[at : at + 3]}"' for at in range(len(word) - 2))
    near = conn.execute(NEAR, {"parts": parts, "most": CANDIDATES}).fetchall()
    bounds = {"start": f"{word[0]}%", "least": len(word) - 1, "longest": len(word) + 1, "most": 20 * CANDIDATES}
    return [*near, *(conn.execute(BEGINS, bounds) if len(word) < 7 else ())]


def distance(one: str, other: str, most: int) -> int:
    """How many letters are added, left out, changed or swapped with the next; not counted beyond `most`."""
    # One change takes a letter away from the set of them, and brings one in, at most.
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before, row = list[int](), list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, earlier[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
