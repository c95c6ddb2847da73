"""Translations of a record that goes: taken out, or led to another record where they are of a row that refers to it.

Changes only the lines of that record, so that what translators wrote stays as it is.
"""

from __future__ import annotations

import re

from factbook.editor.workspace import Workspace
from factbook.factfiles.files import TRANSLATIONS


def drop_translations(workspace: Workspace, id: str, into: str | None) -> None:
    """Take out what is translated of the record; rows that refer to it refer to `into`, if there is one."""
    own = re.compile(rf"^{re.escape(id)}:\n(?:[ #].*\n|\n)*", re.M)
    row = re.compile(rf"^( +){re.escape(id)}:$", re.M)
    for path in sorted((workspace.project.facts / TRANSLATIONS).rglob("*.yml")):
        before = workspace.others.get(path) or path.read_text(encoding="utf-8")
        text = own.sub("", before)
        text = row.sub(rf"\g<1>{into}:", text) if into else text
        if text != before:
            workspace.others[path] = f"{text.strip()}\n" if text.strip() else None
