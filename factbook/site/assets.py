"""The addresses of scripts and styles: each has the digest of its file, so that it can be kept for ever.

Turns the files of static/ and the scripts that draw charts into their digests by path, and a path into its address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

#: The scripts of Vega, from the package that ships them, and where they are served.
VEGA, VEGA_PATH = Path(str(files("js_lib_vega_embed") / "static" / "js_lib_vega_embed")), "/-/vega"


def asset_digests(static: Path) -> dict[str, str]:
    """The first 12 hexadecimal digits of each file's SHA-256, by its path on the site, from the root."""
    served = [(f"/static/{path.name}", path) for path in sorted(static.iterdir()) if path.is_file()]
    served += [(f"{VEGA_PATH}/{path.name}", path) for path in sorted(VEGA.glob("*.js"))]
    return {url: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for url, path in served}


def asset_address(path: str, digests: Mapping[str, str]) -> str:
    """The path with its file's digest; as it is where there is no such file."""
    return f"{path}?v={digests[path]}" if path in digests else path
