"""How templates are rendered: in one go, as none of them waits for anything.

Datasette has Jinja make generators that could wait at every loop, call and included template; it costs as much time
again as the page. What a page shows is looked up before, so that ours need not.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, Template


class WholeTemplate(Template):
    """A template that is rendered in one go, for whoever would wait for it too."""

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        """What `render` gives."""
        return self.render(*args, **kwargs)


def render_in_one_go(environment: Environment) -> None:
    """Have the environment make plain templates from now on, each read once: what is served is as it was at the start."""
    environment.is_async = False
    environment.template_class = WholeTemplate
    environment.auto_reload = False
