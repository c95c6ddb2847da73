"""Files of words in YAML, lexicon.yml and vocabulary.yml: walked node by node, faults told with their place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

import yaml

from factbook.problems import Problem


class WordFile:
    """Walks the nodes of one file and collects what does not fit, as problems of one kind."""

    kind = "lexicon"

    def __init__(self, path: str, languages: Collection[str]) -> None:
        self.path, self.languages = path, frozenset(languages)
        self.problems: list[Problem] = []

    def texts(self, node: yaml.Node) -> Iterator[str]:
        """The words of a list, each once."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "a list of words is due here")
            return
        seen = set()
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode) or not item.value.strip(" *…"):
                self.fault(item, "a word or a phrase is due here")
            elif item.value in seen:
                self.fault(item, f"{item.value!r} is there twice")
            else:
                seen.add(item.value)
                yield item.value

    def pairs(self, node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """The keys of a mapping with their values, each key once."""
        if not isinstance(node, yaml.MappingNode):
            if node is not None:
                self.fault(node, "a mapping is due here")
            return
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in seen:
                self.fault(key, "the same key is there twice, or is no text")
                continue
            seen.add(key.value)
            yield key, value

    def known(self, key: yaml.ScalarNode, what: str, among: Collection[str]) -> bool:
        """Whether the key is among those; a problem with the nearest one where it is not."""
        if key.value in among:
            return True
        close = get_close_matches(key.value, among, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(among))}"
        self.fault(key, f"{key.value!r} is no {what}", hint)
        return False

    def fault(self, node: yaml.Node, message: str, hint: str = "") -> None:
        """Note a problem at the place of the node."""
        mark = node.start_mark
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, "", self.kind, message, hint))
