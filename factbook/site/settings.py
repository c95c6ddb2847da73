"""What is set of a site: Datasette's settings, and the address at which its readers find it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factbook.problems import ProjectError
from factbook.schema.settings import load_settings
from factbook.site.assets import PACKAGE
from factbook.site.names import site_schema
from factbook.site.serving.trusted_host import VARIABLE, Origin, configured_origin


def read_settings(root: Path) -> dict[str, Any]:
    """Datasette's settings: those of the package, and the project's own over them."""
    own = root / "settings.json"
    return {**_json(PACKAGE / "settings.json"), **(_json(own) if own.is_file() else {})}


def read_address(root: Path, environment: Mapping[str, str]) -> str:
    """The address that FACTBOOK_URL names, with the site's path below it and no slash at its end; "" if it is not set.

    Raises ProjectError where it is no address.
    """
    origin = checked_origin(environment)
    path = str(read_settings(root).get("base_url") or "/").rstrip("/")
    return f"{origin.scheme}://{origin.host}{path}" if origin else ""


def published_url(root: Path) -> str:
    """Where metadata.yml says that the site is published, "" where it does not."""
    return load_settings(root / "metadata.yml", site_schema(root))[0].site_url


def checked_origin(environment: Mapping[str, str]) -> Origin | None:
    """The origin that FACTBOOK_URL names; raises ProjectError where it is set to something other than an address."""
    try:
        return configured_origin(environment)
    except ValueError as error:
        raise ProjectError(f"{VARIABLE}: {error}") from error


def _json(path: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ProjectError(f"{path}: {error}") from error
    return settings
