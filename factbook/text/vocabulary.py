"""The vocabulary of a search: words of one meaning in several languages, from vocabulary.yml.

The file becomes a `Vocabulary`, with a Problem for each word that does not fit. Names of records are no part of it:
they are found by their own names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from factbook.problems import Problem
from factbook.text.word_file import WordFile
from factbook.yaml_nodes import compose_yaml, read_utf8

_WIDER = "wider"


class Group(NamedTuple):
    """Words of one meaning, by language; the names of groups of a wider one; and where the group stands."""

    name: str
    words: Mapping[str, tuple[str, ...]]
    wider: tuple[str, ...]
    line: int
    column: int

    def all_words(self) -> list[str]:
        """Its words, language by language."""
        return [word for words in self.words.values() for word in words]


class Vocabulary(NamedTuple):
    """The groups in the order of the file, and the file's name."""

    groups: tuple[Group, ...] = ()
    path: str = ""

    def useless(self, group: Group) -> Problem:
        """The problem of a group none of whose words finds anything."""
        hint = "add the word by which the facts say it, or take the group away"
        message = f"no word of {group.name!r} finds a fact"
        return Problem(self.path, group.line, group.column, "", _Reader.kind, message, hint)


def load_vocabulary(path: Path, languages: Collection[str]) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary in the file and what is wrong with it, by place; an empty one where there is no such file.

    Raises ProjectError where the file cannot be read or is not YAML.
    """
    if not path.exists():
        return Vocabulary(), []
    vocabulary, problems = _read(path.name, read_utf8(path), frozenset(languages))
    return vocabulary, list(problems)


@lru_cache(maxsize=4)
def _read(name: str, text: str, languages: frozenset[str]) -> tuple[Vocabulary, tuple[Problem, ...]]:
    reader = _Reader(name, languages)
    groups = tuple(reader.groups(compose_yaml(name, text)))
    return Vocabulary(groups, name), tuple(sorted(reader.problems))


class _Reader(WordFile):
    """Walks the nodes of the file, and collects what does not fit."""

    kind = "vocabulary"

    def __init__(self, path: str, languages: Collection[str]) -> None:
        super().__init__(path, languages)
        self._group_of: dict[str, str] = {}

    def groups(self, root: yaml.Node | None) -> Iterator[Group]:
        found = list(self.pairs(root))
        names = [name.value for name, _ in found]
        for name, node in found:
            self.once(name.value, node)
            words = {key.value: node for key, node in self.pairs(node) if key.value != _WIDER}
            mark = name.start_mark
            said = {language: tuple(self.texts(listed)) for language, listed in self.spoken(node)}
            yield Group(name.value, said, tuple(self.wider(node, names)), mark.line + 1, mark.column + 1)
            if not words:
                self.fault(name, f"{name.value!r} has no words")

    def spoken(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
        """The lists of words, each with its language."""
        for language, listed in self._quietly(node):
            if language.value != _WIDER and self.known(language, "language that is read", self.languages):
                yield language.value, listed

    def wider(self, node: yaml.Node, names: list[str]) -> Iterator[str]:
        """The groups of a wider meaning."""
        for key, listed in self._quietly(node):
            for item in listed.value if key.value == _WIDER and isinstance(listed, yaml.SequenceNode) else ():
                if self.known(item, "group of words", names):
                    yield item.value

    def once(self, name: str, node: yaml.Node) -> None:
        """A word is in one group: in two, it means neither."""
        for key, listed in self._quietly(node):
            for item in listed.value if key.value != _WIDER and isinstance(listed, yaml.SequenceNode) else ():
                first = self._group_of.setdefault(str(item.value).casefold(), name)
                if first != name:
                    self.fault(item, f"{item.value!r} is a word of {first!r} already", "take one of the two away")

    def _quietly(self, node: yaml.Node) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        """The pairs of a group's mapping, whose faults are told elsewhere."""
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        return [(key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]
