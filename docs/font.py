"""Cuts the fonts of pictures anew, where a character of the data is not in them: `python docs/font.py FOLDER`.

FOLDER holds NotoSansCJKjp-Regular.otf and NotoSansCJKjp-Bold.otf, as Debian's fonts-noto-cjk-extra or the packages
noto-cjk-sans-jp-regular and noto-cjk-sans-jp-bold have them (or the first font of Debian's fonts-noto-cjk collections).
One subset holds Latin, kana, and every other character of the facts and of the words about them, in all languages:
pictures are drawn with it, and it goes to readers of Japanese. The other is Latin alone, for all other readers.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "factbook" / "pictures" / "fonts"
FAMILY = "Factbook Sans"
#: Latin with accents, punctuation, arrows and signs; kana and wide forms.
LATIN = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1E00, 0x1EFF), (0x2010, 0x203A), (0x20A0, 0x20BF), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2265), (0x25A0, 0x25CF),
)  # fmt: skip
KANA = ((0x3000, 0x30FF), (0xFF00, 0xFF5E))
#: Texts that may be drawn, in each language.
TEXTS = (
    "facts/*/*.yml", "metadata.yml", "facts/translations/*/*.yml", "translations/*.po", "factbook/locale/*/*/*.po",
)  # fmt: skip
#: Layout that a drawing does without: lines run from left to right, and are measured letter by letter.
DROPPED = ["VORG", "vhea", "vmtx", "BASE", "GPOS", "GSUB"]


def wanted() -> set[int]:
    """The code points that the whole subset is to have."""
    texts = (path.read_text(encoding="utf-8") for pattern in TEXTS for path in ROOT.glob(pattern))
    return {ord(char) for text in texts for char in text} | within(LATIN + KANA)


def within(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    """The code points of the ranges."""
    return {code for first, last in ranges for code in range(first, last + 1)}


def cut(source: Path, weight: str, codes: set[int], part: str = "") -> None:
    """Write a subset of one weight under the name that pictures know it by."""
    font = TTFont(source / f"NotoSansCJKjp-{weight}.otf", recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += DROPPED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    names = {1: FAMILY, 2: weight, 3: f"{FAMILY} {weight}", 4: f"{FAMILY} {weight}", 6: f"FactbookSans-{weight}"}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font["CFF "].cff.fontNames = [names[6]]
    font.save(FONTS / f"FactbookSans-{part}{weight}.otf")


if __name__ == "__main__":
    for each in ("Regular", "Bold"):
        cut(Path(sys.argv[1]), each, wanted())
        cut(Path(sys.argv[1]), each, within(LATIN), "Latin-")
