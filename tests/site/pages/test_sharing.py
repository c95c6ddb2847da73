"""What a page tells other sites: one address, a picture, a frame; read by lxml and against the oEmbed specification."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Page, expect

from browsing import violations
from factbook.pictures.folder import Pictures
from factbook.site.pages.sharing import card_path, embed_path, fitted, path_of, share_of
from other_site import another_site

FIGURE = "/factbook/figures/aguascalientes-japanese-investment-since-1999"
PAGES = {
    "front": "/", "record": FIGURE, "article": "/factbook/sources/mbn-takase-interview-2020",
    "table": "/factbook/figures",
    "filtered table": "/factbook/figures?place=aguascalientes&_sort=label", "query": "/factbook/who_met_whom",
    "chart": "/charts/pairs", "charts": "/charts", "timeline": "/timeline", "about": "/about",
    "search": "/search?q=nissan", "downloads": "/downloads", "dictionary": "/dictionary", "data": "/factbook",
}  # fmt: skip
ROOT_URL = "https://facts.example"


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=120) as answer:
        return bytes(answer.read())


def refused(url: str) -> tuple[int, bytes]:
    """Status and body of an answer that is an error."""
    with pytest.raises(urllib.error.HTTPError) as error:
        fetched(url)
    with error.value as answer:
        return answer.code, answer.read()


def meta(page: html.HtmlElement, name: str) -> str:
    found = page.xpath(f"//head/meta[@property='{name}' or @name='{name}']/@content")
    assert len(found) == 1, (name, found)
    return str(found[0])


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_each_page_has_one_address_a_description_and_a_picture(site: str, path: str) -> None:
    page = html.fromstring(fetched(site + path))
    assert page.xpath("//head/link[@rel='canonical']/@href") == [meta(page, "og:url")]
    assert meta(page, "og:url") == (site + path).partition("&_sort")[0]
    assert meta(page, "description") == meta(page, "og:description") != ""
    assert meta(page, "og:title")
    assert meta(page, "twitter:card") == "summary_large_image"
    picture = Image.open(io.BytesIO(fetched(meta(page, "og:image"))))
    assert picture.size == (1200, 630)


def test_an_error_has_no_address_to_share(site: str) -> None:
    status, body = refused(f"{site}/no-such-page")
    assert status == 404
    assert b"canonical" not in body


@pytest.mark.parametrize("path", [FIGURE, "/charts/pairs"])
def test_oembed_is_found_from_the_page_and_gives_a_frame_that_may_be_framed(site: str, path: str) -> None:
    page = html.fromstring(fetched(site + path))
    (address,) = page.xpath("//head/link[@type='application/json+oembed']/@href")
    answer = json.loads(fetched(address))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert all(isinstance(answer[name], int) and answer[name] > 100 for name in ("width", "height"))
    assert Image.open(io.BytesIO(fetched(answer["thumbnail_url"]))).size == (
        answer["thumbnail_width"], answer["thumbnail_height"],
    )  # fmt: skip
    frame = html.fromstring(answer["html"])
    assert frame.tag == "iframe"
    assert frame.get("title") == answer["title"]
    with urllib.request.urlopen(frame.get("src"), timeout=120) as framed:
        assert "frame-ancestors *" in framed.headers["content-security-policy"]
    with urllib.request.urlopen(site + path, timeout=120) as whole:
        assert "frame-ancestors 'none'" in whole.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"url": "https://elsewhere.example/factbook/figures/x"}, 404),
        ({}, 404),
        ({"url": "{site}/about"}, 404),
        ({"url": "{site}/factbook/figures/no-such-figure"}, 404),
        ({"url": "{site}" + FIGURE, "format": "xml"}, 501),
    ],
)
def test_oembed_refuses_what_it_cannot_give(site: str, asked: dict[str, str], status: int) -> None:
    words = {name: value.replace("{site}", site) for name, value in asked.items()}
    assert refused(f"{site}/oembed?{urlencode(words)}")[0] == status


def test_a_page_elsewhere_frames_a_record_and_its_link_leads_out_of_the_frame(page: Page, site: str) -> None:
    code = f'<iframe src="{site}/embed{FIGURE.removeprefix("/factbook")}" width="600" height="320"></iframe>'
    with another_site(code) as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_contain_text("Aguascalientes")
        expect(frame.get_by_text("8.816 billion USD")).to_be_visible()
        expect(frame.get_by_text("Other sources differ")).to_be_visible()
        expect(frame.get_by_text("As reported by")).to_be_visible()
        with page.context.expect_page() as opened:
            frame.locator("h1 a").click()
        opened.value.wait_for_url(site + FIGURE)
        opened.value.close()


@pytest.mark.parametrize("path", ["/embed/charts/pairs", f"/embed{FIGURE.removeprefix('/factbook')}"])
@pytest.mark.parametrize("width", [600, 340])
def test_what_is_framed_fits_its_frame_and_axe_finds_nothing(page: Page, site: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert violations(page) == []
    assert page.locator("script").count() == 0


def test_the_code_to_embed_stands_on_the_page(page: Page, site: str) -> None:
    for path in (FIGURE, "/charts/pairs"):
        page.goto(site + path)
        page.get_by_text("Embed this").click()
        expect(page.locator("#embed-code")).to_contain_text("<iframe src=")


def test_a_page_without_pictures_has_no_picture_and_still_an_address() -> None:
    share = share_of("/factbook/figures/x", "_sort=label&place=japan", ROOT_URL, Pictures(Path()), ())
    assert share.image is None
    assert share.url == f"{ROOT_URL}/factbook/figures/x?place=japan"


def test_only_records_and_charts_can_be_embedded() -> None:
    assert embed_path("/factbook/figures/x") == "/embed/figures/x"
    assert embed_path("/charts/pairs") == "/embed/charts/pairs"
    assert not [path for path in ("/", "/factbook", "/factbook/figures", "/factbook/sources/x") if embed_path(path)]


def test_the_nearest_card_stands_for_a_page_that_has_none() -> None:
    pictures = Pictures(Path(), {"cards/site.png": "1", "cards/tables/figures.png": "2", "cards/queries/q.png": "3"})
    found = [card_path(path, pictures, ["q"]) for path in ("/factbook/figures/x", "/factbook/q", "/about")]
    assert found == ["cards/tables/figures.png", "cards/queries/q.png", "cards/site.png"]


def test_an_address_is_of_this_site_below_its_path_only() -> None:
    assert path_of("http://facts.example/a/charts/x/", f"{ROOT_URL}/a") == "/charts/x"
    assert path_of("https://facts.example.org/charts/x", ROOT_URL) is None
    assert path_of("javascript:alert(1)", ROOT_URL) is None


def test_a_frame_is_no_larger_than_is_asked_for() -> None:
    assert fitted((600, 320), "400", "") == (400, 320)
    assert fitted((600, 320), "x", "-5") == (600, 320)
