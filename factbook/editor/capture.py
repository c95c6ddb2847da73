"""A captured article on its way into the archive: what its record has to say of the file, and where the file goes.

It reads the file that is named and writes nothing: the archive is another folder's affair, and no text of an article
comes into the project.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from factbook.editor.new import Existing, slug
from factbook.evidence.archive import CapturedArticle, read_article
from factbook.evidence.evidence import PrintedNumber
from factbook.evidence.from_archive import normalised, printed_numbers
from factbook.evidence.own import OWN, is_own, paragraphs_of
from factbook.locale import N_, _
from factbook.problems import RequestError
from factbook.text.bylines import OwnData, date_in
from factbook.text.normalise import Span

#: Why a paragraph is of no fact that has nothing but some of the article's own data, by the columns of these.
_OWN = {
    ("title",): N_("The article's own title."),
    ("author",): N_("The article's own author."),
    ("published",): N_("The article's own day."),
    ("title", "author"): N_("The article's own title and author."),
    ("title", "published"): N_("The article's own title and day."),
    ("author", "published"): N_("The article's own author and day."),
    ("title", "author", "published"): N_("The article's own title, author and day."),
}


def read_capture(path: Path) -> CapturedArticle:
    """The file as an article; raises RequestError where it is no text, or holds no paragraph."""
    try:
        article = read_article(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{path}: not a text in UTF-8: {error}") from error
    if not article.paragraphs:
        raise RequestError(f"{path}: holds no paragraph")
    return article


def values_of(article: CapturedArticle, given: Mapping[str, str]) -> dict[str, str]:
    """What the record of a source says of its file: sum, paragraphs, and where it prints what is given of its own."""
    own = OwnData(given.get("title", ""), given.get("author", ""), given.get("published", ""))
    found = paragraphs_of(own, given.get("language", ""), article.paragraphs)
    places = {OWN[name]: str(at) for name, at in found.items() if OWN[name] not in given}
    return {"sha256": article.sha256, "paragraphs": str(len(article.paragraphs)), **places}


def lists_of(article: CapturedArticle, values: Mapping[str, str]) -> dict[str, object]:
    """The ledger of the paragraphs that print only title, author and day: no fact, and no number, is in them.

    Its reasons are in the language that is spoken (`factbook.locale`).
    """
    reasons: dict[int, list[str]] = {}
    for name, place in OWN.items():
        at = int(values[place]) if values.get(place, "").isdecimal() else 0
        if 1 <= at <= len(article.paragraphs) and is_own(name, article.paragraphs[at - 1]):
            reasons.setdefault(at, []).append(name)
    said = {at: _(_OWN[tuple(names)]) for at, names in sorted(reasons.items())}
    day = _day(article, values)
    numbers = dict.fromkeys(
        (printed.paragraph, printed.text, said.get(printed.paragraph, _(_OWN[("published",)])))
        for printed in printed_numbers(normalised(article), values.get("language", ""))
        if printed.paragraph in reasons or (printed.paragraph, True) == (day[0], _within(printed, day[1]))
    )
    listed = [{"paragraph": at, "number": text, "reason": reason} for at, text, reason in numbers]
    return {"no_facts": said, "uncited_numbers": listed}


def _day(article: CapturedArticle, values: Mapping[str, str]) -> tuple[int, Span | None]:
    """The paragraph that prints the article's day, and where; 0 and None where none does."""
    place = values.get(OWN["published"], "")
    at = int(place) if place.isdecimal() else 0
    text = article.paragraphs[at - 1] if 1 <= at <= len(article.paragraphs) else ""
    return at, date_in(values.get("published", ""), text, values.get("language", ""))


def _within(number: PrintedNumber, span: Span | None) -> bool:
    return span is not None and span.start <= number.start and number.end <= span.end


def check_is_new(article: CapturedArticle, existing: Existing) -> None:
    """Raises RequestError where an article with the same bytes is registered."""
    for id, record in existing.by_id.items():
        if record.table == "sources" and record.values.get("sha256") == article.sha256:
            raise RequestError(f"this very text is registered as {id!r}, by {record.place}")


def id_for(path: Path) -> str:
    """The id that the file's name suggests."""
    return slug(path.stem)


def archive_steps(path: Path, id: str, archive: Path | None, root: Path) -> Iterator[str]:
    """What to do with the file, line by line; raises RequestError where the archive has another text under the id."""
    target = (archive or Path("ARCHIVE")) / f"{id}.txt"
    if archive and target.is_file():
        if target.read_bytes() != path.read_bytes():
            raise RequestError(f"{target} is another text: choose another id")
        yield f"the article lies in the archive, as {target}"
    else:
        yield f"put the article into the archive, byte for byte: {shlex.join(('cp', str(path), str(target)))}"
        if path.resolve().is_relative_to(root):
            yield f"then take {path} out of the project: articles are other people's"
    yield f"then read it: build.py read {id} --archive {archive or 'ARCHIVE'}"
