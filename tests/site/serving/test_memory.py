"""A site that runs for long: its memory stands still, however many thousands of mixed requests it answers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import httpx
import pytest

from factbook.site.serving.recorder import MAX_PAGES, Cache, CachedResponse
from factbook.site.serving.snapshot import FOLDER, remove_unused

FACT = "/factbook/figures/aguascalientes-japanese-investment-2024"
#: Kept after the first time.
KEPT = [
    "/", FACT, "/factbook/figures.json", "/timeline", "/search?q=jica", "/feeds/figures.atom", "/sitemap.xml",
    FACT + ".bib", "/factbook/plants.csv", "/charts", "/dictionary",
]  # fmt: skip
#: Made anew each time: a page with _timelimit is never kept.
FRESH = [
    FACT + "?_timelimit=250", "/factbook/figures.json?_size=5&_timelimit=250", FACT + ".jsonld?_timelimit=250",
    "/factbook/plants?_facet=company&_timelimit=250", "/factbook/disputed.csv?_timelimit=250",
    "/search?q=nissan&_timelimit=250",
]  # fmt: skip
REFUSED = [
    "/nosuch", "/factbook/figures/nosuch", "/factbook/figures.json?_sort=x", "/static/x.css", "/-/threads",
    "/factbook/figures?id__in=[1",
]  # fmt: skip
SQL = [
    "/factbook.json?sql=select+1", "/factbook.json?sql=select+*+from+facts+limit+50", "/factbook/plants.json?_where=1",
    "/factbook.csv?sql=select+*+from+nosuch", "/factbook.json?sql=select+hex(zeroblob(200000))",
    "/factbook?sql=select+id+from+facts+limit+20",
]  # fmt: skip
FILES = ["/downloads", "/downloads/README.md", "/factbook.db", "/static/site.css", "/-/versions.json"]
ROUND = [*KEPT, *FRESH, *REFUSED, *SQL, *FILES, *KEPT]
#: Memory comes and goes in steps, as garbage is collected: what leaks grows in every stretch of requests, what does not
#: stands still in some. So many rounds are a stretch, of more than a thousand requests; so many in a row must be still.
STRETCH, STILL, MOST = 30, 2, 15
#: Megabytes in a stretch: a leak of 4 kB a request would be 4.4.
MARGIN = 2


def memory(process: str) -> float:
    """The resident memory of a process, in megabytes."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        said = re.search(r"^VmRSS:\s+(\d+) kB$", status.read_text(encoding="ascii", errors="replace"), re.M)
        assert said
        return int(said[1]) / 1024
    ps = ["ps", "-o", "rss=", "-p", process]
    return int(subprocess.run(ps, capture_output=True, text=True, check=True).stdout) / 1024


def go_around(http: httpx.Client, site: str, rounds: int) -> int:
    """Ask for everything so many times; returns the number of requests."""
    tag = http.get(site + FACT).headers["etag"]
    for _ in range(rounds):
        for path in ROUND:
            assert http.get(site + path).status_code < 500, path
        assert http.get(site + FACT, headers={"If-None-Match": tag}).status_code == 304
    return rounds * (len(ROUND) + 1)


def test_thousands_of_requests_leave_memory_as_it_was(site: str, illustrated: Path) -> None:
    remove_unused(illustrated / FOLDER)
    (server,) = [path.name for path in (illustrated / FOLDER).iterdir()]
    grown: list[float] = []
    with httpx.Client(timeout=120) as http:
        go_around(http, site, 1)
        while len(grown) < MOST and not is_still(grown):
            before = memory(server)
            assert go_around(http, site, STRETCH) > 1000
            grown.append(memory(server) - before)
    assert is_still(grown), grown


def is_still(grown: list[float]) -> bool:
    """Whether the last stretches of requests have left memory as it was."""
    return len(grown) >= STILL and max(grown[-STILL:]) < MARGIN


@pytest.mark.parametrize("leak", [[4.4] * MOST, [30.0, 9.0, *[4.4] * MOST], [0.0, 8.8] * 8])
def test_a_leak_is_seen_however_the_memory_of_it_comes(leak: list[float]) -> None:
    assert not any(is_still(leak[:number]) for number in range(len(leak)))


def test_the_cache_has_bounds_for_pages_however_short() -> None:
    cache = Cache(1_000_000_000)
    for number in range(MAX_PAGES + 50):
        cache.put(str(number).encode(), CachedResponse([], b""))
    assert cache.find(b"49") is None
    assert cache.find(b"50") is not None
