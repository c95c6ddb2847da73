"""The YAML files of a project beside its facts (metadata.yml, lexicon.yml, vocabulary.yml) as nodes with places.

And of all YAML, what would help where it is none.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from factbook.problems import ProjectError

#: What would help, by what the parser says.
_CURES = {
    "could not find expected ':'": "write `key: value`, with a colon and a space behind it",
    "mapping values are not allowed": "put a text that has `: ` in it into quotes, or indent the line as those above",
    "expected '-' indicator": "indent the line as the other keys of its record",
    "did not find expected key": "indent the line as those above it, and mind quotes in the text",
}
_MIND = "mind colons and quotes in the text"
_NO_BREAK = ("\u00a0", "\u3000", "\u202f")
#: A value that begins with a quotation mark.
_OPENS = re.compile(r"\s*(?:- )?[\w-]+: (?P<mark>['\"])")
#: So many lines above the place of an error a quotation mark may have been opened.
_ABOVE = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_utf8(path: Path) -> str:
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
        mark = mark_of(error)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        said = ": ".join(part for part in (error.context, error.problem) if part)
        raise ProjectError(f"{name}{place}: {said} ({cure_of(error, text)})") from error
    except yaml.YAMLError as error:
        raise ProjectError(f"{name}: {' '.join(str(error).split())}") from error
    return node


def node_under(key: str, root: yaml.Node | None) -> yaml.Node | None:
    """What stands under a key of the mapping that the file is; None where nothing does."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def mark_of(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where the text is no YAML: a key without its colon where it stands, not where the next one begins."""
    is_key = "could not find expected ':'" in (error.problem or "")
    return (error.context_mark if is_key else None) or error.problem_mark or error.context_mark


def cure_of(error: yaml.MarkedYAMLError, text: str) -> str:
    """What would help where the text is no YAML: by the line of the error, what stands above it, and what is said."""
    mark, lines = mark_of(error), text.split("\n")
    if mark is None:
        return _MIND
    line = lines[mark.line] if mark.line < len(lines) else ""
    begins = line[: len(line) - len(line.lstrip())]
    if "\t" in begins or text.startswith("\t", mark.index):
        return "indent with spaces"
    if any(sign in begins for sign in _NO_BREAK):
        return "indent with plain spaces: there is a no-break or a wide one"
    if "']'" in (error.problem or "") and error.context_mark:
        return f"close the list that begins in line {error.context_mark.line + 1} with a ]"
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - _ABOVE, -1), -1):
        opens = _OPENS.match(lines[number])
        if opens and lines[number].count(opens["mark"]) % 2:
            return f"close the quotation mark that opens in line {number + 1}"
    return next((cure for said, cure in _CURES.items() if said in (error.problem or "")), _MIND)
