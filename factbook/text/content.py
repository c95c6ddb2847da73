"""Which words of a text say something: what is left when links, and the words that any reason may have, are taken away.

For texts of ours, in English, held against quotes in whatever language: names, numbers and words that are quoted are
the same there. A word counts as another where the two begin alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from factbook.text.late import pattern
from factbook.text.names import fold

_WORD = pattern(r"[^\W_]+")
_NO_SPACES = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
#: Words of fewer letters link others; so many letters at the beginning make two words alike.
_SHORTEST, _ALIKE = 4, 5
_LINKS = """
about above account after also although another article because been before being below between both call called
came cannot clear clearly comes could does each else even every evident evidently fact follow follows following from
given gives hand have having hence here interview itself known like made make many mean meaning means meant mention
mentioned more most much must name named names obvious obviously once only other others over paragraph passage plain
plainly previous printed prints quote reader record refer referred refers said same saying says sentence sentences
shall should show shown shows since some speak speaker speaks stand stands such taken tells text than that their
them then there therefore these they thing things think this those through thus told under understood until very
well were what when where which while whom whose will with word words would write writes written your
"""
_NOTHING = frozenset(_LINKS.split())


def share_a_word(text: str, others: Iterable[str]) -> bool:
    """Whether a word of the text that says something stands in one of the others too, or begins as one there does."""
    mine = content_words(text)
    return any(_is_alike(word, content_words(other), other) for other in others for word in mine)


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that say something, folded."""
    return frozenset(word for word in _WORD.findall(fold(text)) if _says_something(word))


def _says_something(word: str) -> bool:
    if not word.isascii() or word.isdigit():
        return True
    return len(word) >= _SHORTEST and word not in _NOTHING


def _is_alike(word: str, words: frozenset[str], text: str) -> bool:
    """In scripts without spaces a word stands anywhere in the text, and a word of the text anywhere in it."""
    if word in words:
        return True
    if not word.isascii():
        return word in fold(text) or any(other in word for other in words if _NO_SPACES.match(other) and len(other) > 1)
    return any(other[:_ALIKE] == word[:_ALIKE] or other.startswith(word) or word.startswith(other) for other in words)
