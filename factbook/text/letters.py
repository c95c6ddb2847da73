"""Scripts without spaces: their runs in a text, and each run as the pairs of characters that stand together.

A run of Chinese, Japanese or Korean characters is no word; what is looked for in it is a stretch of at least two.
Written as overlapping pairs, a stretch is a phrase for any full-text index.
"""

from __future__ import annotations

import unicodedata

from factbook.text.late import pattern

#: Ideographs, kana and hangul; the middle dot parts words. As a class for GLOB and for regular expressions.
SCRIPT = "[々〆ぁ-ゖァ-ヺーヽヾ㐀-䶿一-鿿가-힣]"
RUN = pattern(f"{SCRIPT}+")


def fold(text: str) -> str:
    """The text as it is compared: NFKC, so that wide and narrow forms of a letter are one."""
    return unicodedata.normalize("NFKC", text)


def pairs(run: str) -> str:
    """A run as its overlapping pairs, parted by spaces; a single character as itself."""
    return " ".join(run[at : at + 2] for at in range(len(run) - 1)) or run


def paired(text: str) -> str:
    """All runs of a text as pairs, between two runs a sign that no phrase crosses."""
    return " | ".join(pairs(run) for run in RUN.findall(fold(text)))
