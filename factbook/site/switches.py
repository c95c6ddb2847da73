"""What a publisher may turn off: ways for programs to read the site that its pages do without.

`switched_off: [mcp]` in metadata.yml takes an address away, and what pages say of it.
"""

from __future__ import annotations

from datasette.app import Datasette


def is_on(datasette: Datasette, name: str) -> bool:
    """Whether the publisher has left it on: one of `schema.core.SWITCHES`."""
    return name not in (datasette.metadata("switched_off") or ())
