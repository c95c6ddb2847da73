"""Japanese: counters, and the bounds of numbers."""

from __future__ import annotations

from factbook.text.late import pattern

COUNTERS = (
    r"人|名|社|件|台|円|ドル|米ドル|ユーロ|ペソ|年|月|日|回|倍|割|%|％|パーセント|か国|カ国|ヵ国|ヶ国|箇所|か所|カ所|校|歳"
    r"|時間|分|秒|位|番|度|基|棟|施設|工場|都市|州|県|国|つ|トン|キロ|メートル|ヘクタール|世帯|冊|本|機|隻|便|種|点|期|次|者"
)
_AFTER = {
    "least": r"以上|を下らない",
    "more": r"超|を超え|を上回|を突破|余り|あまり|余(?!地|裕|剰)|強(?!化|い)",
    "most": r"以下|以内|を上限",
    "less": r"未満|を下回|に満た",
    "about": r"程度|前後|ほど|くらい|ぐらい|内外",
    "near": r"近く|弱(?!い)|に迫|に近",
}
AFTER_NAMES = {
    "least": "at least", "more": "more than", "most": "up to", "less": "less than", "about": "about", "near": "nearly",
}  # fmt: skip
BEHIND = pattern(
    rf"(?:(?:{COUNTERS})|[ァ-ヺー]{{1,10}}|[一-龠々]{{1,3}}?|[A-Za-z]{{1,4}})?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _AFTER.items())
    + ")"
)
AHEAD = pattern(
    r"(?:(?P<about>約|およそ|おおよそ|推定|ざっと|概ね|おおむね)|(?P<near>ほぼ)|(?P<most>最大で?|最高で?|最長で?)"
    r"|(?P<least>少なくとも|最低で?も?)|(?P<more>[>＞])|(?P<less>[<＜]))(?:計|総額|合計|延べ)?(?:[A-Z]{0,3}[$€£¥＄￥])?$"
)
#: Before a known number that another is only compared with, and behind it: 2023年に示した120億円を下回る。
OTHER = pattern(
    r"(?:[一-龥][しっ]?た|てい[たる]|[いきぎりみびげめえれせてけ]た"
    r"|(?:計画|目標|予想|見込み|見通し|前年|前年度|前回|前期|当初)の)約?$"
)
IS_OVER = pattern(
    rf"(?:{COUNTERS})?[ァ-ヺー]{{0,8}}を(?:大きく|大幅に|わずかに)?(?:上回|下回|超え)(?:る|た|り|っ)*(?:[、。」]|$|見)"
)
