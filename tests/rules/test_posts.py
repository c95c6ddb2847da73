"""A printed post is that of the name beside it."""

from __future__ import annotations

import pytest

from factbook.rules.posts import check_post
from factbook.rules.rule import Quote, Record
from factbook.schema import load_schema
from this_project import ROOT

ROLE = load_schema(ROOT / "schema.sql").tables["officials"].given["role_as_printed"]


@pytest.mark.parametrize(
    ("language", "text", "name", "role", "is_taken"),
    [
        ("en", "Governor Teresa Mora, Senator Hugo Larios", "Hugo Larios", "Governor", False),
        ("en", "Governor Teresa Mora, Senator Hugo Larios", "Hugo Larios", "Senator", True),
        ("en", "Governor Teresa Mora and Senator Hugo Larios", "Hugo Larios", "Governor", False),
        ("en", "Teresa Mora, the governor, and Hugo Larios, a senator", "Hugo Larios", "governor", False),
        ("en", "Teresa Mora, the governor, and Hugo Larios, a senator", "Hugo Larios", "senator", True),
        ("en", "president of the Norland Business Council, Sofia Arce", "Sofia Arce", "president", True),
        ("en", "Norland Port Authority president Sofia Arce", "Sofia Arce", "president", True),
        ("en", "Secretary General Sofia Arce said", "Sofia Arce", "Secretary", True),
        ("en", "Kenji Mori, Norland's vice minister for trade", "Kenji Mori", "vice minister for trade", True),
        ("es", "la ministra Ana Ruiz y el cónsul Luis Mora", "Luis Mora", "ministra", False),
        ("es", "la ministra Ana Ruiz y el cónsul Luis Mora", "Luis Mora", "cónsul", True),
        ("es", "director para Norlandia, Daigo Mori", "Daigo Mori", "director para Norlandia", True),
        ("ja", "農水省の畑恵子審議官と農業省の森一郎次官", "森一郎", "審議官", False),
        ("ja", "農水省の畑恵子審議官と農業省の森一郎次官", "森一郎", "次官", True),
        ("en", "Sofia Arce of Norland Steel, president", "Sofia Arce", "president", True),
        ("ja", "北方銀行の畑誠一ノルランド事務所長", "畑誠一", "事務所長", True),
        ("ja", "畑恵子審議官・森一郎農業省次官", "森一郎", "次官", True),
        ("ja", "畑恵子審議官・森一郎農業省次官", "畑恵子", "次官", False),
        ("ja", "日墨食品協会の会長で元駐墨大使の畑隆氏", "畑隆", "会長", True),
        ("ja", "同社社長の畑誠一氏は", "畑誠一", "社長", True),
    ],
)
def test_a_post_is_that_of_the_name_beside_it(language: str, text: str, name: str, role: str, is_taken: bool) -> None:
    record = Record("officials", {"name_as_printed": name}, named_in=("name_as_printed",))
    quotes = (Quote(text, "wire", 1, "reporter", "", language, ""),)
    assert (check_post(role, ROLE, record, quotes) is None) is is_taken
