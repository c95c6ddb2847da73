"""Words in another language are held to the rule of our own: each number and name in them must be the record's.

A translation is a text beside its original, which has been proved; so the original stands behind it too. Numbers and
dates are read by the reader of the translation's language; a name may be any of a record that stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable

from factbook.problems import Fault
from factbook.rules.unsupported import Original, unsupported
from factbook.text.languages import language_of
from factbook.text.names import fold
from factbook.text.support import KnownNames, Support


def check_translated(text: str, tag: str, original: Original, known: KnownNames) -> Fault | None:
    """The first number or name of a text in the language `tag` that nothing stands behind, as a fault."""
    missing = next(unsupported(text, tag, original._replace(support=_with(original)), known), None)
    if missing is None:
        return None
    what = "stands neither in the original nor in the record, nor is it a name of what the record refers to"
    hint = "translate what is there; a name in another language belongs to the `names` of its own record"
    return Fault("translation", f"{missing.word!r} {what}", hint)


def may_name(text: str, starts: Iterable[str]) -> bool:
    """Whether a text may say a name that begins with one of these folded words: if not, that name is none of its."""
    folded = fold(text)
    return any(start in folded for start in starts)


def _with(original: Original) -> Support:
    texts = (original.text, *original.support.texts)
    reader = language_of(original.language)
    read = {value for text in texts for number in (reader.numbers(text) if reader else ()) for value in number.values}
    return Support(texts, original.support.numbers | read, original.support.printed, apart=True)
