"""docs/problems.md: every kind of problem with its meaning, a bad example, the message, and the cure.

Turns KINDS, REMEDIES and the examples into one page; it is the same in every project.
"""

from __future__ import annotations

from factbook.editor.problem_examples import load_examples
from factbook.editor.remedies import REMEDIES
from factbook.problems import KINDS

PAGE = "docs/problems.md"
_HEAD = """\
# Problems

<!-- Written by `build.py problems --write`; do not edit. -->

What `build.py` may find wrong with the facts, kind by kind: what it means, an example, the message, and the cure.
The kind is in square brackets at the end of each message. Nothing is compiled while there is a problem.
"""


def problem_page() -> str:
    """The page, in Markdown: a section a kind, in the order of KINDS."""
    examples = load_examples()
    links = ", ".join(f"[{kind}](#{kind})" for kind in KINDS)
    return "\n".join([_HEAD, f"{links}\n", *(_section(kind, examples) for kind in KINDS)])


def one_problem(kind: str) -> str:
    """The section of one kind."""
    return _section(kind, load_examples())


def _section(kind: str, examples: dict[str, str]) -> str:
    return f"## {kind}\n\n{KINDS[kind]}\n\n{examples.get(kind, '')}Cure: {REMEDIES[kind]}\n"
