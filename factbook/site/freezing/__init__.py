"""The whole site as files: every page under the address that it has, for a host that only serves files.

    freeze_site(root, database, url)   Iterator[tuple[str, bytes]]   each file of the frozen edition by its path

Pages are made in this process by the application itself, so that they are what the site answers; links between them
become relative, and what needs a server leads to the page that runs SQL in the reader's browser. The same facts give
the same bytes.
"""

from factbook.site.freezing.freeze import MARKER, freeze_site

__all__ = ["MARKER", "freeze_site"]
