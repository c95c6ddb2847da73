"""A page in Japanese has its dates whole: each stands in a span, wherever it is text, and nowhere else."""

from __future__ import annotations

import pytest

from factbook.site.serving.languages import keep_dates_whole


def kept(page: str, tag: str = "ja") -> str:
    return keep_dates_whole(page.encode(), tag).decode()


@pytest.mark.parametrize("date", ["2020年11月24日", "2020年11月", "2020年", "11月24日", "6月"])
def test_a_date_is_kept_whole_as_precise_as_it_is(date: str) -> None:
    assert kept(f"<p>（{date}まで）</p>") == f'<p>（<span class="date">{date}</span>まで）</p>'


def test_each_of_several_dates_is_kept_whole() -> None:
    page = "<p>1999年～2024年、6月5日<br>2020年11月24日</p>"
    assert kept(page).count('<span class="date">') == 4
    assert kept(page).replace('<span class="date">', "").replace("</span>", "") == page


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
