"""facts.csv: a row a fact, for spreadsheets; its citations are beside it, in numbered groups of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factbook.export.content import Content
from factbook.export.flat_values import FlatColumn, joined, list_columns, value_columns
from factbook.formats import FORMATS, entry_of_fact
from factbook.formats.csv_lines import to_csv
from factbook.formats.wording import say_claim
from factbook.record import Citation, Fact, Proof, Scalar
from factbook.schema import REGISTER
from factbook.schema.core import HOW
from factbook.schema.json_types import EDTF

FILE = "facts.csv"


def to_flat_csv(content: Content) -> bytes:
    """Every fact, by id."""
    columns = flat_columns(content)
    return to_csv([each.name for each in columns], ([each.value(fact) for each in columns] for fact in content.facts))


def flat_columns(content: Content) -> list[FlatColumn]:
    """The columns in their order; as many groups of citations as the fact with the most of them needs."""
    most = max((len(fact.citations) for fact in content.facts), default=0)
    groups = (column for number in range(1, most + 1) for column in _citation_columns(number))
    return [*_heading(content), *value_columns(content), *list_columns(content), *_evidence(), *groups]


def _heading(content: Content) -> Iterator[FlatColumn]:
    """What every fact has: the register's columns, the claim in words, its address, and how to cite it."""
    register, edition = content.schema.tables[REGISTER].columns, content.edition
    note = FORMATS["cite"].render
    yield FlatColumn("id", "string", register["id"].comment, lambda fact: fact.id)
    yield FlatColumn("kind", "string", register["kind"].comment, lambda fact: fact.kind)
    yield FlatColumn("label", "string", register["label"].comment, lambda fact: fact.label)
    yield FlatColumn("claim", "string", "What the fact says, in a line.", say_claim)
    yield FlatColumn("checked", "date", register["checked"].comment, lambda fact: fact.checked)
    page = "Address of the record's page; its path alone where the site's address is not set."
    yield FlatColumn("page", "string", page, lambda fact: edition.base_url + fact.path)
    cite = "A note that cites the record, its articles first."
    yield FlatColumn("cite_as", "string", cite, lambda fact: note([entry_of_fact(fact, edition)]).strip())


def _evidence() -> Iterator[FlatColumn]:
    """What there is beside the passages themselves: reasoning, other pages, and how many passages there are."""
    how = "How each value is known: " + ", ".join(HOW) + "; the table proofs says by which passage."
    yield FlatColumn("known", "string", how, _known)
    worked_out = "Values that no article prints, each with the sum or the reasoning by which it follows."
    yield FlatColumn("derivations", "string", worked_out, _derivations)
    elsewhere = "What other public pages say of the same points, with their addresses."
    yield FlatColumn("cross_checks", "string", elsewhere, _cross_checks)
    passages = "How many passages prove the fact."
    yield FlatColumn("citations", "integer", passages, lambda fact: len(fact.citations), "citations")


def _known(fact: Fact) -> Scalar:
    """Each field once: "value: read", of a list by its items."""
    return joined(dict.fromkeys(f"{proof.field}: {proof.how}" for proof in fact.known if not _is_of_citation(proof)))


def _is_of_citation(proof: Proof) -> bool:
    """Whether it is of a citation's voice or speaker, which stand with the citation."""
    return proof.field in ("voice", "speaker") and proof.item is not None


def _derivations(fact: Fact) -> Scalar:
    return joined(f"{derived.field}: {derived.reason}" for derived in fact.derivations)


def _cross_checks(fact: Fact) -> Scalar:
    checks = fact.cross_checks
    return joined(f"{each.field}: {each.elsewhere} ({each.verdict}, {each.publisher}, {each.url})" for each in checks)


# What a group of columns gives of a citation: name, what it holds, how to get it.
_OF_CITATION: Sequence[tuple[str, str, Callable[[Citation], Scalar]]] = (
    ("quote", "the words that prove it, exactly as the article has them.", lambda c: c.quote),
    ("fields", "the columns that it proves.", lambda c: joined(c.fields)),
    ("voice", "whose words they are: reporter, speaker or interviewer.", lambda c: c.voice),
    ("speaker", "the speaker, where the article names one.", lambda c: c.speaker.label if c.speaker else None),
    ("title", "title of the article, where one is printed.", lambda c: c.source.title),
    ("publisher", "who published the article.", lambda c: c.source.publisher),
    ("published", "when, where a date is printed.", lambda c: c.source.published),
    ("paragraph", "paragraph of the article, counted from 1.", lambda c: c.paragraph),
    ("url", "address of the article.", lambda c: c.source.url),
    ("source", "id of the article.", lambda c: c.source.id),
)


def _citation_columns(number: int) -> Iterator[FlatColumn]:
    for name, comment, of in _OF_CITATION:
        column = f"citation_{number}_{name}"
        kind, unit = ("integer", "paragraph number") if name == "paragraph" else ("string", None)
        datatype = EDTF if name == "published" else None
        yield FlatColumn(column, kind, f"Citation {number}: {comment}", _of_nth(number, of), unit, datatype)


def _of_nth(number: int, of: Callable[[Citation], Scalar]) -> Callable[[Fact], Scalar]:
    return lambda fact: of(fact.citations[number - 1]) if len(fact.citations) >= number else None
