"""What Datasette calls: thin modules of hooks over pages/ and serving/, registered in the order of this list.

Of a hook that several have, Datasette calls the one that is registered last first. One alone has an `asgi_wrapper`:
`layers`, so that the order of what stands before Datasette is that of serving/layers.py and of nothing else.
"""

from __future__ import annotations

from types import ModuleType

from factbook.site.plugins import (
    assets,
    cells,
    charts,
    citations,
    connections,
    counts,
    discovery,
    downloads,
    errors,
    layers,
    mcp,
    openapi,
    other,
    overview,
    pages,
    permissions,
    reconcile,
    references,
    releases,
    search,
    sharing,
    tables,
    templates,
    versions,
    web_annotations,
)

PLUGINS: tuple[ModuleType, ...] = (
    connections,  # startup: the pool of threads, before anything is asked of the database
    cells,  # startup: the names of columns, before anything looks at the metadata
    counts,  # startup: what is counted once
    permissions,
    templates,
    releases,
    versions,
    discovery,
    assets,
    charts,
    sharing,
    downloads,
    citations,
    references,
    web_annotations,
    mcp,
    openapi,
    other,
    search,
    reconcile,
    overview,
    pages,
    tables,
    errors,  # its answer to an exception stands around that of `releases`
    layers,
)
