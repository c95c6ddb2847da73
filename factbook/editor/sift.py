"""Proposals held against the checks themselves: what comes back could all be accepted as it is.

They are put into a copy of the project, each table's into a file of its own, and judged as facts are; what has a
problem is left out, until nothing has. Of an article no more is quoted than the bound on copying allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factbook.editor.draft import Proposal
from factbook.editor.existing import Names, names_of
from factbook.editor.reading import Reading
from factbook.editor.try_out import new_problems
from factbook.editor.workspace import Texts, Workspace
from factbook.factfiles.canonical import canonical
from factbook.factfiles.defaults import worthwhile
from factbook.factfiles.read import FactNode
from factbook.text.copying import copied_by, passed
from factbook.text.naming import named_by

#: After so many rounds what is left is given up: each round leaves out what the last one found.
_ROUNDS = 6
_FILE = "draft-of"


def sifted(reading: Reading, proposals: Iterable[Proposal], quoted: dict[int, list[tuple[int, int]]]) -> list[Proposal]:
    """The proposals that all checks let pass together, in their order; `quoted` is what is quoted of the article."""
    left = list(_sparing(reading, proposals, quoted))
    for _ in range(_ROUNDS):
        problems = new_problems(reading.workspace.project, _texts(reading, left))
        if not problems:
            return left
        refused = {problem.where.split(" ")[0] for problem in problems}
        kept = [proposal for proposal in left if proposal.values["id"] not in refused]
        # What is wrong elsewhere is wrong by what came last.
        left = kept if len(kept) < len(left) else left[: len(left) // 2]
    return []


def _sparing(
    reading: Reading, proposals: Iterable[Proposal], quoted: dict[int, list[tuple[int, int]]]
) -> Iterable[Proposal]:
    """Proposals as long as the article is not quoted beyond its bounds."""
    for proposal in proposals:
        passage = proposal.passage
        more = {**quoted, passage.paragraph: [*quoted.get(passage.paragraph, []), *passage.spans]}
        if not passed(copied_by(reading.reader, reading.article.paragraphs, more)):
            quoted = more
            yield proposal


def files_of(workspace: Workspace, proposals: Sequence[Proposal]) -> dict[str, str]:
    """By table, the text of a fact file that holds its proposals.

    Above each stands a comment with its paragraph, and the records that its quote names.
    """
    found, names = dict[str, str](), names_of((r for _, r in workspace.records()), workspace.schema)
    for name in workspace.schema.roots:
        chosen = [proposal for proposal in proposals if proposal.table == name]
        if chosen:
            # A comment stands above each record, as one that an editor wrote.
            above = "".join(f"# {_above(names, p)}\n-\n" for p in chosen)
            nodes = [FactNode(name, "", at, 2 * at + 2, p.values) for at, p in enumerate(chosen)]
            found[name] = canonical(nodes, above, workspace.schema, worthwhile(p.values for p in chosen))
    return found


def _above(names: Names, proposal: Proposal) -> str:
    named = [id for id, (_, known) in names.items() if named_by(known, proposal.passage.quote)]
    return f"Paragraph {proposal.passage.paragraph}." + (f" Names {', '.join(named)}." if named else "")


def _texts(reading: Reading, proposals: Sequence[Proposal]) -> Texts:
    facts = reading.workspace.project.facts
    files = files_of(reading.workspace, proposals)
    return {facts / table / f"{_FILE}-{reading.source}.yml": text for table, text in files.items()}
