"""A page in Japanese keeps its dates and large numbers whole, each in a span, where it is text, and nowhere else."""

from __future__ import annotations

import pytest

from factbook.site.serving.languages import keep_whole


def kept(page: str, tag: str = "ja") -> str:
    return keep_whole(page.encode(), tag).decode()


@pytest.mark.parametrize(
    "date", ["2020年11月24日", "2020年11月", "2020年", "11月24日", "6月", "4億1100万", "1万7309", "3万"]
)
def test_a_date_or_large_number_is_kept_whole_as_it_is(date: str) -> None:
    assert kept(f"<p>（{date}まで）</p>") == f'<p>（<span class="whole">{date}</span>まで）</p>'


def test_each_of_several_dates_is_kept_whole() -> None:
    page = "<p>1999年～2024年、6月5日<br>2020年11月24日</p>"
    assert kept(page).count('<span class="whole">') == 4
    assert kept(page).replace('<span class="whole">', "").replace("</span>", "") == page


@pytest.mark.parametrize(
    "page",
    [
        '<meta content="2020年11月24日"><p>3人</p>',
        "<title>2024年の投資</title>",
        '<script>{"name": "2024年の投資"}</script>',
        "<select><option>2024年</option></select>",
        "<svg><text>2024年</text></svg>",
        "<textarea>2024年</textarea>",
        "<p>年々、何か月、年</p>",
        "2024年",
    ],
)
def test_what_is_no_text_of_the_page_or_no_date_is_left_alone(page: str) -> None:
    assert kept(page) == page


def test_a_language_with_spaces_is_left_alone() -> None:
    assert kept("<p>2024年</p>", "es") == "<p>2024年</p>"
    assert kept("<p>2024年</p>", "ja-JP") != "<p>2024年</p>"
