"""How templates are rendered: in one go, as none of them waits for anything.

Datasette has Jinja make generators that could wait at every loop, call and included template; it costs as much time
again as the page. What a page shows is looked up before, so that ours need not.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from gettext import NullTranslations
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from datasette.utils import PrefixedUrlString
from jinja2 import Environment, Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from factbook.locale.reader import language, reader
from factbook.locale.signs import gap

#: Of these types a call is one, unless they bear a mark that they want to know more.
_PLAIN = frozenset({BuiltinFunctionType, FunctionType, MethodType, type})
#: Messages in all languages that are kept as markup; their number is that of the marks in templates.
_MESSAGES = 20_000
#: Texts and addresses that are kept as markup, as most of a page stand on others too; longer ones do not.
_TEXTS, _LONGEST_TEXT = 10_000, 200


class WholeTemplate(Template):
    """A template that is rendered in one go, for whoever would wait for it too."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        """What `render` gives."""
        return self.render(*args, **kwargs)


class QuickContext(Context):
    """What a template calls, called: Jinja asks of everything first in which of four ways it wants to be."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What the function, or macro, gives."""
        kind = type(called)
        if kind is not Macro and (kind not in _PLAIN or hasattr(called, "jinja_pass_arg")):
            return super().call(called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **kwargs) if kind is Macro else called(*args, **kwargs)


def escaped(value: object) -> Markup:
    """The value as markup: what is markup already, as every third value of a page is, as it stands."""
    if type(value) is Markup:
        return value
    if isinstance(value, str) and type(value) in _STRINGS and len(value) < _LONGEST_TEXT:
        return _escaped(value)
    return escape(value)


#: Texts and addresses, never markup: a text that is equal to markup is another thing.
_STRINGS = frozenset({str, PrefixedUrlString})
_escaped = lru_cache(maxsize=_TEXTS)(escape)


def gettext(text: str, /, **values: object) -> Markup:
    """The text in the reader's language, with values in its named places, each escaped."""
    said = _said(reader().catalogue, text)
    return said if type(said) is Markup else _filled(said, values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
    """The text for so many things, with values in its named places; `num` is the number."""
    return _filled(reader().catalogue.ngettext(one, many, number), {"num": number, **values})


@lru_cache(maxsize=_MESSAGES)
def _said(catalogue: NullTranslations, text: str) -> str:
    said = catalogue.gettext(text)
    return said if "%" in said else Markup(said)  # noqa: S704 - of a catalogue


def _filled(said: str, values: Mapping[str, object]) -> Markup:
    """What is said with its places filled, which all are of the form `%(name)s`."""
    return Markup(said % {name: escaped(value) for name, value in values.items()})  # noqa: S704 - of a catalogue


def speak_by_catalogue(environment: Environment) -> None:
    """Have templates say their messages in the reader's language."""
    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's
    environment.globals |= {"gettext": gettext, "ngettext": ngettext, "_": gettext, "gap": lambda: gap(language())}


def render_in_one_go(environment: Environment) -> None:
    """Have the environment make plain templates from now on, each read once: as it was at the start."""
    environment.is_async = False
    environment.context_class = QuickContext
    environment.template_class = WholeTemplate
    environment.auto_reload = False
