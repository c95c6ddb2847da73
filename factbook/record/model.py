"""What a reader meets, as frozen records: facts, articles, citations, links between facts, the release.

Nouns only: how they are read is load's affair, how they are worded is formats'.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from factbook.schema.core import DATABASE
from factbook.text.reckoning import expression_of

Scalar = str | int | float | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that another one points to: its permanent id, its table, and its label for people."""

    id: str
    kind: str
    label: str

    @property
    def path(self) -> str:
        """Path of its page on the site, from the root: /factbook/<table>/<id>."""
        return f"/{DATABASE}/{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Source:
    """An article. `published` is EDTF; title, author, published and note are None where nothing is printed.

    `author_family` and `author_given` are the parts of the author's name, None where nobody has said which is which.
    `archive_url` is of a copy that an archive made on the day `archived`; `accessed` is the day on which the article
    was last read at its address; each is None where it is not known.
    """

    id: str
    title: str | None
    publisher: str
    author: str | None
    published: str | None
    url: str
    language: str
    independence: str
    sha256: str
    paragraphs: int
    note: str | None
    author_family: str | None = None
    author_given: str | None = None
    archive_url: str | None = None
    archived: str | None = None
    accessed: str | None = None

    @property
    def path(self) -> str:
        """Path of its page on the site, from the root."""
        return f"/{DATABASE}/sources/{self.id}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that proves fields of a fact. `number` is its place among the fact's, from 1; the mark in pages."""

    id: str
    number: int
    fact: Reference
    source: Source
    paragraph: int
    quote: str
    voice: str
    speaker: Reference | None
    fields: tuple[str, ...]
    start: int
    end: int
    #: Why the words are of that voice and speaker, where a person has inferred it.
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A value that follows from what the article prints, with the reasoning."""

    field: str
    reason: str

    @property
    def expression(self) -> str | None:
        """The sum by which it follows, without its equals sign; None where it does not follow by arithmetic."""
        return expression_of(self.reason)

    @property
    def remark(self) -> str:
        """The reasoning, without the sum."""
        return self.reason.partition(";")[2].strip() if self.expression else self.reason


@dataclass(frozen=True, slots=True)
class Proof:
    """How a value is known: one of `schema.core.HOW`, and the numbers of the citations that prove it, in order.

    `item` tells a row of a list from the others, by what it refers to or its words; None for a column.
    """

    field: str
    item: str | None
    how: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What another public page says of a field; `verdict` is agrees, adds detail or differs; `seen` is EDTF."""

    id: str
    field: str
    article_says: str
    elsewhere: str
    verdict: str
    publisher: str
    url: str
    seen: str


@dataclass(frozen=True, slots=True)
class Value:
    """A column of a fact: `value` None means not stated; `target` is the record it refers to; proofs are numbers.

    `how` it is known is None where nothing is stated, and of reference data. `tags` are the column's, each with the
    words that follow it.
    An empty value that does not apply to the record (`applies` is False) is no silence of the article.
    """

    field: str
    value: Scalar
    target: Reference | None
    is_date: bool
    proofs: tuple[int, ...]
    derivation: str | None
    how: str | None = None
    tags: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its values in the schema's order, its evidence, and what is derived or checked elsewhere."""

    id: str
    kind: str
    label: str
    checked: str
    values: tuple[Value, ...]
    aliases: tuple[str, ...]
    citations: tuple[Citation, ...]
    derivations: tuple[Derivation, ...]
    cross_checks: tuple[CrossCheck, ...]
    known: tuple[Proof, ...] = ()
    #: How its claim is said in a line, with columns in braces; "" where its label says it.
    form: str = ""
    #: The role of each table that has one: person, place, calendar, speaker.
    roles: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    #: Its names that no article has to print, each with its language (BCP 47), by language.
    names: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> Reference:
        """The fact as others refer to it."""
        return Reference(self.id, self.kind, self.label)

    @property
    def path(self) -> str:
        """Path of its page on the site, from the root."""
        return self.reference.path

    def value(self, field: str) -> Scalar:
        """The value of `field`; None where it is not stated or the table has no such column."""
        return next((value.value for value in self.values if value.field == field), None)

    def proofs(self, field: str) -> tuple[int, ...]:
        """Numbers of the citations that prove `field`, a column or a list such as `parties`, in order."""
        return tuple(citation.number for citation in self.citations if field in citation.fields)

    def known_by(self, field: str) -> tuple[Proof, ...]:
        """How the values of `field` are known: one of a column, one an item of a list; none of reference data."""
        return tuple(proof for proof in self.known if proof.field == field)

    def derivation(self, field: str) -> Derivation | None:
        """How the field follows from what is printed, where it does."""
        return next((derived for derived in self.derivations if derived.field == field), None)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference between two facts: `record` is the one at the other end, `role` a capacity or a reason, if given."""

    field: str
    record: Reference
    role: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article the facts rest on: counts of facts, citations and paragraphs."""

    facts: int
    citations: int
    paragraphs_cited: int
    paragraphs_without_facts: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its coverage, its citations in paragraph order, and what holds no fact, with the reason."""

    source: Source
    coverage: Coverage
    citations: tuple[Citation, ...]
    no_facts: tuple[tuple[int, str], ...]
    uncited_numbers: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Release:
    """What the database is: version, digests of content and schema (SHA-256, hexadecimal), counts.

    `known` counts values by how they are known, in the order of `schema.core.HOW`; quotes were held against "articles"
    or "locks".
    """

    version: str
    facts_sha256: str
    schema_sha256: str
    facts: int
    citations: int
    sources: int
    quotes_held_against: str = "articles"
    known: Mapping[str, int] = field(default_factory=dict)

    @property
    def values(self) -> int:
        """How many values there are, in whatever way they are known."""
        return sum(self.known.values())

    @property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the content digest: enough to tell releases apart."""
        return self.facts_sha256[:12]
