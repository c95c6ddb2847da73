"""Templates, styles, scripts and fonts: the package's, and the project's own of the same name in their place.

Turns folders into files by name, as they are at the start; the files of static/ and the scripts that draw charts into
their digests by path; and a path into its address, which has the digest of its file, so that it can be kept for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from factbook.pictures.font import FOLDER as FONTS

PACKAGE = Path(str(files("factbook.site")))
TEMPLATES, STATIC = "templates", "static"
#: The scripts of Vega, from the package that ships them, and where they are served.
VEGA, VEGA_PATH = Path(str(files("js_lib_vega_embed") / "static" / "js_lib_vega_embed")), "/-/vega"


def read_files(root: Path, folder: str) -> dict[str, bytes]:
    """The files of templates/ or static/ by name: the package's, those of the project in `root` over them."""
    found: dict[str, bytes] = {}
    for base in (PACKAGE / folder, root / folder):
        paths = sorted(path for path in base.rglob("*") if path.is_file()) if base.is_dir() else []
        found |= {path.relative_to(base).as_posix(): path.read_bytes() for path in paths}
    return found


@lru_cache(maxsize=4)
def static_files(root: Path) -> Mapping[str, bytes]:
    """The files of static/, read once: a change reaches readers with the next start, under another address."""
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in sorted(FONTS.glob("*.otf"))}
    return {**fonts, **read_files(root, STATIC)}


@lru_cache(maxsize=4)
def asset_digests(root: Path) -> Mapping[str, str]:
    """The first 12 hexadecimal digits of each file's SHA-256, by its path on the site, from the root."""
    served = {f"/{STATIC}/{name}": data for name, data in static_files(root).items()}
    served |= {f"{VEGA_PATH}/{path.name}": path.read_bytes() for path in sorted(VEGA.glob("*.js"))}
    return {url: hashlib.sha256(data).hexdigest()[:12] for url, data in served.items()}


def asset_address(path: str, digests: Mapping[str, str]) -> str:
    """The path with its file's digest; as it is where there is no such file."""
    return f"{path}?v={digests[path]}" if path in digests else path
