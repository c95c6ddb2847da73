"""An article's own data is printed where its record says."""

from __future__ import annotations

import pytest

from factbook.evidence.own import check_own
from factbook.text.bylines import OwnData

ARTICLE = ["Trade talks put off", "By Ana Ruiz", "June 16, 2025", "They met on May 2, 2024, and then went home again."]
OWN = OwnData("Trade talks put off", "Ana Ruiz", "2025-06-16", 1, 2, 3)


@pytest.mark.parametrize(
    ("own", "fields"),
    [
        (OWN, []),
        (OwnData(), []),
        (OWN._replace(title="Trade talks", author="Eva Ramos", published="2024"), ["title", "author", "published"]),
        (OWN._replace(title_paragraph=2, published_paragraph=4), ["title", "published"]),
        (OWN._replace(author_paragraph=0), ["author"]),
        (OWN._replace(author=""), ["author_paragraph"]),
    ],
)
def test_title_author_and_date_are_printed_in_the_paragraphs_that_are_named(own: OwnData, fields: list[str]) -> None:
    assert [fault.path[0] for fault in check_own(own, "en", ARTICLE)] == fields


def test_a_value_without_its_paragraph_is_told_where_it_stands() -> None:
    (fault,) = check_own(OWN._replace(author_paragraph=0), "en", ARTICLE)
    assert fault.hint == "`author_paragraph: 2`"


def test_whatever_is_changed_changes_the_digest_that_a_lock_vouches_for() -> None:
    others = [OWN._replace(title="x"), OWN._replace(author=""), OWN._replace(published_paragraph=4)]
    assert OWN.digest() not in {other.digest() for other in others}
