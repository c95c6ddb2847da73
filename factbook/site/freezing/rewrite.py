"""A page's HTML for a host of files: its links made relative, and what only a server can do taken out.

The pages are our own, so that attributes are in double quotes and forms do not stand within forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from factbook.schema.core import DATABASE
from factbook.site.freezing.addresses import SEARCH, SERVICES, SQL

_LINK = re.compile(r'(?<=\s)(href|src|action|poster)="([^"]*)"')
_LINK_OF_CSS = re.compile(r"url\(([\"']?)(/[^)\"']*)\1\)")
_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_ACTION = re.compile(r'action="([^"]*)"')
#: What cites the question of a page: its answer is worked out when it is asked for.
_ASKED = re.compile(r'<p class="export-links asked">.*?</p>', re.DOTALL)
#: Links that state the page's own address are to stay whole.
_CANONICAL = re.compile(r"<link\b[^>]*>")


def links(html: str, address: str, url: str) -> Iterator[str]:
    """Every address of the site at `url` that a page links to, without its fragment, in its order."""
    for found in _LINK.finditer(_ASKED.sub("", html)):
        if found[1] != "action" and (link := _own(unescape(found[2]), address, url)):
            yield link.partition("#")[0]


def _own(link: str, address: str, url: str) -> str | None:
    """The link as an address of the site, None where it leads elsewhere or stays on the page."""
    if not link or link.startswith("#"):
        return None
    if link.startswith("/") and not link.startswith("//") and "/." not in link:
        return link
    whole = urljoin(url + address, link)
    return whole.removeprefix(url) or "/" if whole == url or whole.startswith(f"{url}/") else None


def rewrite_html(html: str, address: str, url: str, target: Callable[[str], str], tables: Collection[str] = ()) -> str:
    """The page with each link to this site as `target` gives it; forms that a file cannot answer are gone.

    `tables` are those whose pages answer their own forms.
    """

    def one(found: re.Match[str]) -> str:
        link = unescape(found[2])
        own = _own(link, address, url)
        return f'{found[1]}="{escape(target(own))}"' if own else found[0]

    html = _FORM.sub(lambda found: _form(found, tables), _ASKED.sub("", html))
    parts, heads = _CANONICAL.split(html), _CANONICAL.findall(html)
    kept = ["" if _of_a_service(head) else head if _states_itself(head) else _LINK.sub(one, head) for head in heads]
    return "".join(_LINK.sub(one, part) + head for part, head in zip(parts, [*kept, ""], strict=True))


def _states_itself(head: str) -> bool:
    return 'rel="canonical"' in head or 'hreflang="' in head


def _of_a_service(head: str) -> bool:
    return any(re.search(rf'href="[^"]*{service}["?]', head) for service in SERVICES)


def rewrite_css(css: str, target: Callable[[str], str]) -> str:
    """A style sheet with its files by relative links."""
    return _LINK_OF_CSS.sub(lambda found: f"url({found[1]}{target(found[2])}{found[1]})", css)


def _form(found: re.Match[str], tables: Collection[str]) -> str:
    """A form as it works without a server: search, SQL and filters of facts in the browser; a question by its name."""
    action = _ACTION.search(found[0])
    path = urlsplit(unescape(action[1])).path.rstrip("/") if action else ""
    if path.endswith((SEARCH, SQL)):
        return found[0]
    if "_filter_column" in found[0] or "_sort" in found[0] or action is None:
        return ""
    tag, _, name = path.partition(f"/{DATABASE}")
    if name.strip("/") in tables:
        return found[0]
    form = _ACTION.sub(f'action="{tag}{SQL}"', found[0])
    if not name:
        return form
    return form.replace("</form>", f'<input type="hidden" name="from" value="{escape(name.strip("/"))}"></form>')
