"""The regular plurals of Spanish words, as they are typed beside the singular that a vocabulary gives."""

from __future__ import annotations

from factbook.text.late import pattern

_KEPT_IN_PLURAL = pattern(r"(?:al|del?|el|las?|los?|en|con|por|para|y|a|e|o|u|sin|sobre|[A-ZÁÉÍÓÚÑ-]+|.*s)")
_BARE = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}


def plural_of(phrase: str) -> str:
    """The regular plural of each word of a phrase: "acuerdo comercial" gives "acuerdos comerciales"."""
    return " ".join(map(_plural, phrase.split()))


def _plural(word: str) -> str:
    if _KEPT_IN_PLURAL.fullmatch(word):
        return word
    if word[-1] in "aeiouáéó":
        return f"{word}s"
    if word.endswith("z"):
        return f"{word[:-1]}ces"
    return f"{word[:-2]}{_BARE[word[-2]]}{word[-1]}es" if word[-2:-1] in _BARE else f"{word}es"
