"""How a value is known, in the words of a page: from its `Proof` to a `Known` that stands beside it.

One place says what each `how` is called; the front page, the legend and every record take it from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from factbook.formats.wording import say_sum
from factbook.locale import N_, _, ngettext
from factbook.record import Fact, Proof
from factbook.text.classes import word_for
from factbook.text.lexicon import ClassKey, Lexicon
from factbook.text.speech import primary_subtag


@dataclass(frozen=True, slots=True)
class Known:
    """How a value is known: `how`, its words, the numbers of the quotes that prove it, and an editor's reason.

    `of` says which part of the line it is of, where parts are known in different ways: "role".
    """

    how: str
    words: str
    proofs: tuple[int, ...] = ()
    reason: str = ""
    of: str = ""


#: What stands beside a value, by `proofs.how`.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "read": N_("read in the quote"),
        "named": N_("named in the quote"),
        "attributed": N_("attributed in the quote’s sentence"),
        "classed": N_("shown by a word of the quote’s sentence"),
        "reckoned": N_("calculated"),
        "inferred": N_("inferred by an editor"),
        "worded": N_("our words; numbers and names checked"),
        "ours": N_("our classification"),
    }
)
#: How many values are known so, after their number: "900 read by machine in the quote".
COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "read": N_("read by machine in the quote"),
        "named": N_("named in the quote"),
        "attributed": N_("attributed in the quote’s sentence"),
        "classed": N_("shown by a word of the quote’s sentence"),
        "reckoned": N_("calculated from what is read"),
        "inferred": N_("inferred by an editor, with the reason"),
        "worded": N_("in our own words, with their numbers and names checked"),
        "ours": N_("our classification, claimed by no article"),
    }
)


def counted() -> Mapping[str, str]:
    """How many values are known so, by `how`, in the reader's language."""
    return {how: _(words) for how, words in COUNTED.items()}


def known_of(fact: Fact, field: str, lexicon: Lexicon) -> tuple[Known, ...]:
    """How the values of a field are known, each way once; empty for reference data and what is not stated."""
    return merged(_known(fact, proof, lexicon) for proof in fact.known_by(field))


def known_of_list(fact: Fact, field: str, names: Mapping[str, str], lexicon: Lexicon) -> tuple[Known, ...]:
    """How a list's items are known, then what is said of them; `names` are the words for the columns of its rows."""
    items = known_of(fact, field, lexicon)
    said = (
        replace(known, of=name)
        for column, name in names.items()
        for known in known_of(fact, f"{field}.{column}", lexicon)
    )
    return (*items, *said)


def merged(found: Iterable[Known]) -> tuple[Known, ...]:
    """Those that say the same as one, with the quotes of all."""
    ways: dict[Known, set[int]] = {}
    for known in found:
        ways.setdefault(replace(known, proofs=()), set()).update(known.proofs)
    return tuple(replace(known, proofs=tuple(sorted(numbers))) for known, numbers in ways.items())


def _known(fact: Fact, proof: Proof, lexicon: Lexicon) -> Known:
    derived = fact.derivation(proof.field.partition(".")[0])
    if proof.how == "classed":
        return _classed(fact, proof, lexicon)
    if proof.how == "named" and len(proof.citations) > 1:
        return Known(proof.how, _("named in one of the quotes"), proof.citations)
    words, reason = _(WORDS[proof.how]), ""
    if derived and proof.how == "reckoned":
        words = _("calculated: %(sum)s", sum=say_sum(fact, derived.expression or ""))
        reason = derived.remark
    elif derived and proof.how == "inferred":
        reason = derived.remark
    return Known(proof.how, words, proof.citations, reason)


def _classed(fact: Fact, proof: Proof, lexicon: Lexicon) -> Known:
    """With the first quote that has a word for it, "shown by the word ‘signed’"; else it is in a quote's sentence."""
    key = ClassKey(fact.kind, proof.field, str(fact.value(proof.field)))
    for citation in fact.citations:
        if citation.number in proof.citations:
            word = word_for(citation.quote, key, primary_subtag(citation.source.language), lexicon)
            if word:
                said = ngettext(
                    "shown by the word ‘%(word)s’", "shown by the words ‘%(word)s’", len(word.split()), word=word
                )
                return Known(proof.how, said, (citation.number,))
    return Known(proof.how, _(WORDS[proof.how]), proof.citations)
