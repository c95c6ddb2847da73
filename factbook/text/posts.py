"""Whose post it is: that of the name which stands right beside it, not of another name of the passage.

"Governor Teresa Mora, Senator Hugo Larios" gives the post of neither to the other; nor 畑恵子審議官と森一郎次官.
"""

from __future__ import annotations

import re

from factbook.text.late import pattern
from factbook.text.normalise import Span

_RUN = r"(?:[A-ZÀ-ÖØ-Þ][\w.'-]*)(?: (?:(?:de|del|la|y|da|van|von) )?[A-ZÀ-ÖØ-Þ][\w.'-]*)+"
#: A name of two words or more right behind a post, after which something else begins; one right before it.
_BEHIND = pattern(rf" (?P<name>{_RUN})(?=,|;| and | y |$)")
_BEFORE = pattern(rf"(?P<of>\b(?:of|from|at) (?:the )?)?(?P<name>{_RUN}), (?:(?:the|an?|its|el|la|un|una|su) )?$")
_ENDS = pattern(r",? (?:and|y|e) |, (?=[A-ZÀ-ÖØ-Þ])|;|$")
#: In Japanese a post stands right behind its name.
_JA_NAME = pattern(r"[一-龥々ァ-ヴー・]{2,}$")
_JA_OWN_POST = pattern(r"(?!氏|さん|君)[一-龥々ァ-ヴー]")
#: What may stand between a name and its post: the body that it is of.
_JA_BODY = pattern(r"[一-龥々ァ-ヴーA-Za-z]*")


def is_post_of_another(text: str, post: Span, name: Span, language: str) -> bool:
    """Whether the post at the one place is that of another name than the one at the other."""
    if language == "ja":
        return _is_of_another_in_japanese(text, post, name)
    behind = _BEHIND.match(text, post.end)
    if behind and not _touch(behind, name):
        return True
    before = _BEFORE.search(text, 0, post.start)
    if before is None or before["of"] or _touch(before, name):  # "Sofia Arce of Norland Steel, president"
        return False
    return _ENDS.match(text, post.end) is not None


def _touch(match: re.Match[str], name: Span) -> bool:
    return match.start("name") < name.end and name.start < match.end("name")


def _is_of_another_in_japanese(text: str, post: Span, name: Span) -> bool:
    """A post glued to the name before it, where the name has a post of its own glued to it."""
    is_behind = name.end <= post.start and _JA_BODY.fullmatch(text, name.end, post.start) is not None
    if is_behind or not _JA_OWN_POST.match(text, name.end):
        return False
    return _JA_NAME.search(text, 0, post.start) is not None
