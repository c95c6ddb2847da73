"""unAPI (version 1): the forms of a record for programs that keep references, which find its id on its page.

Zotero saves the record and the articles that prove it by this, from the very file that people download.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factbook.formats import FORMATS

MEDIA_TYPE = "application/xml"
#: The forms by the names under which such programs know them.
FORMS = {"ris": FORMATS["ris"], "bibtex": FORMATS["bib"], "csljson": FORMATS["csljson"]}


def list_forms(id: str | None = None) -> str:
    """The forms as an XML document: of the record with this id, or of all records."""
    root = Element("formats", {"id": id} if id else {})
    for name, form in FORMS.items():
        SubElement(root, "format", name=name, type=form.media_type)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"
