"""What a statement denies its quotes deny, and the other way round: "No money is involved" is not "Money is involved".

Asked of what somebody said, in our words: the label of a record that names who speaks.
"""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column
from factbook.text.negated import may_negate, negation_in
from factbook.text.speech import primary_subtag

_OURS = "en"
_SPEAKER = "speaker"


def check_denials(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Our words deny something where a quote does, and nothing where none may."""
    if _SPEAKER not in record.values or not quotes:
        return None
    texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
    if ours := negation_in(value, _OURS):
        if any(may_negate(text, language) for text, language in texts):
            return None
        hint = "say it as the quotes do, or cite the words that deny it"
        return Fault("words", f"{ours!r} denies what no quote of the record denies", hint)
    theirs = next(filter(None, (negation_in(text, language) for text, language in texts)), "")
    if not theirs or may_negate(value, _OURS):
        return None
    hint = "say what is not so, or take the words that say what is"
    return Fault("words", f"a quote of the record says {theirs!r}, and these words deny nothing", hint)


def _is_claim(column: Column) -> bool:
    return {"label", "words"} <= column.tags and "editorial" not in column.tags


RULES = (Rule(check_denials, _is_claim, "worded", everywhere=True),)
