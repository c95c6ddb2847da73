"""The YAML files of a project beside its facts (metadata.yml, lexicon.yml, vocabulary.yml) as nodes with places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from factbook.problems import ProjectError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> str:
    """The text of the file; raises ProjectError, with the line, where it cannot be read or is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ProjectError(f"{path.name}: cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        what = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8"
        raise ProjectError(f"{path.name}:{line}:{column}: {what}") from error


def compose_yaml(name: str, text: str) -> yaml.Node | None:
    """The nodes of the text of the file `name`; raises ProjectError, with line and column, where it is not YAML."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        said = ": ".join(part for part in (error.context, error.problem) if part)
        raise ProjectError(f"{name}{place}: {said}") from error
    except yaml.YAMLError as error:
        raise ProjectError(f"{name}: {' '.join(str(error).split())}") from error
    return node


def node_under(key: str, root: yaml.Node | None) -> yaml.Node | None:
    """What stands under a key of the mapping that the file is; None where nothing does."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)
