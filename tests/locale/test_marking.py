"""Every string for people is marked, and each mark is understood: in templates, in code, in any language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from factbook.locale import N_, _, language, ngettext, say, speaking
from factbook.locale.extract import package_messages
from marked import unmarked_in_code, unmarked_in_template
from this_project import ROOT

SITE = ROOT / "factbook" / "site"
# Words that are the same in every language.
NAMES = {".db", "SHA-256", "sha256:", "CSV", "JSON", "PNG", "SVG", "row table-", "table table-"}
# Said to programs, not to readers.
FOR_PROGRAMS = {
    "The database cannot be read.",
    "Each query must be an object with the name as its `query`.",
    "Send `queries` or `extend`, as a form.",
    "The query failed; the same address with .json in place of .csv says why.",
}


PORTUGUESE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Articles"
msgstr "Artigos"

msgid "%(num)s row"
msgid_plural "%(num)s rows"
msgstr[0] "%(num)s linha"
msgstr[1] "%(num)s linhas"
"""


@pytest.mark.parametrize("path", sorted((SITE / "templates").glob("*.html")), ids=lambda path: path.name)
def test_a_template_prints_no_words_that_are_not_marked(path: Path) -> None:
    assert set(unmarked_in_template(path.read_text(encoding="utf-8"))) <= NAMES


def test_the_code_of_pages_holds_no_sentence_that_is_not_marked() -> None:
    found = {text for path in sorted(SITE.rglob("*.py")) for text in unmarked_in_code(path)}
    assert found <= FOR_PROGRAMS


def test_no_mark_stands_where_it_is_not_found() -> None:
    """As in an f-string, into which Babel does not look."""
    known = {message.text for message in package_messages()}
    for path in sorted((ROOT / "factbook").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("_", "N_", "ngettext")
            ):
                said = call.args[0]
                assert not isinstance(said, ast.Constant) or said.value in known, f"{path.name}:{call.lineno}"


def test_the_checks_find_what_is_not_marked() -> None:
    assert list(unmarked_in_template("<p>{% trans %}One{% endtrans %} two words</p>")) == ["two words"]
    assert list(unmarked_in_template('<p title="Three words here">{{ x or "Not stated" }}</p>')) == [
        "Not stated",
        "Three words here",
    ]


def test_extraction_finds_the_marks_of_code_and_of_templates() -> None:
    found = package_messages()
    places = {message.place for message in found}
    assert {"site/templates/about.html", "site/pages/errors.py"} <= places
    assert any(message.plural for message in found)


def test_named_places_of_a_message_are_names_of_letters() -> None:
    for message in package_messages():
        places = re.findall(r"%(?!\()(.)", message.text.replace("%%", ""))
        assert not [sign for sign in places if sign not in " .:,"], message


def test_without_a_language_everything_is_said_as_it_is_written() -> None:
    assert language() == "en"
    assert _("Release %(version)s", version="1.0") == "Release 1.0"
    assert ngettext("%(num)s row", "%(num)s rows", 1) == "1 row"
    assert ngettext("%(num)s row", "%(num)s rows", 2) == "2 rows"
    assert N_("kept") == say("kept") == "kept"
    assert say("") == _("") == ""


def test_a_language_holds_within_its_block_and_a_message_without_translation_stays(tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    folder.mkdir()
    (folder / "pt.po").write_text(PORTUGUESE, encoding="utf-8")
    with speaking("pt", tmp_path):
        assert (language(), _("Articles")) == ("pt", "Artigos")
        assert ngettext("%(num)s row", "%(num)s rows", 3) == "3 linhas"
        assert _("A sentence that nobody has translated") == "A sentence that nobody has translated"
    assert (language(), _("Articles")) == ("en", "Articles")
