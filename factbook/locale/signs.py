"""Signs between words as a language sets them: some take full-width ones, without blanks."""

from __future__ import annotations

from factbook.locale.dates import locale_of

_FULL_WIDTH = {"ja": ((": ", "："), (" (", "（"), (")", "）"))}


def gap(language: str) -> str:
    """What is between two sentences, or after a colon: a space, or nothing after full-width signs."""
    return "" if locale_of(language).language in _FULL_WIDTH else " "


def set_signs(text: str, language: str) -> str:
    """The colons and brackets between the parts of a text as the language sets them, such as "）：" for "): "."""
    for sign, own in _FULL_WIDTH.get(locale_of(language).language, ()):
        text = text.replace(sign, own)
    return text
