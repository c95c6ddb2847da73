"""How templates are rendered: what stands in them is escaped once, whatever was shown before."""

from __future__ import annotations

from datasette.utils import PrefixedUrlString
from jinja2 import Environment
from markupsafe import Markup

from factbook.site.rendering import escaped, render_in_one_go, speak_by_catalogue


def render(template: str, **values: object) -> str:
    environment = Environment(autoescape=True)
    render_in_one_go(environment)
    speak_by_catalogue(environment)
    return environment.from_string(template).render(**values)


def test_a_text_is_escaped_though_equal_markup_was_shown_as_it_stands() -> None:
    assert escaped(Markup("<b>Nissan</b>")) == "<b>Nissan</b>"
    assert escaped("<b>Nissan</b>") == "&lt;b&gt;Nissan&lt;/b&gt;"
    assert escaped(Markup("<b>Nissan</b>")) == "<b>Nissan</b>"


def test_addresses_and_long_texts_are_escaped_as_all_texts_are() -> None:
    assert escaped(PrefixedUrlString("/search?q=a&page=2")) == "/search?q=a&amp;page=2"
    assert escaped("<" * 1_000) == "&lt;" * 1_000


def test_what_stands_in_a_message_is_escaped() -> None:
    assert render("{% trans name=name %}Of {{ name }}.{% endtrans %}", name="<i>") == "Of &lt;i&gt;."
    assert render("{% trans name=name %}Of {{ name }}.{% endtrans %}", name=Markup("<i>")) == "Of <i>."


def test_what_a_template_calls_is_given_what_it_is_called_with() -> None:
    twice = "{% macro twice(word) %}{{ word }}{{ word }}{% endmacro %}"
    calls = twice + "{% for each in (1, 2) %}{{ said(each) }}{{ twice(each) }}{% endfor %}"
    assert render(calls, said=lambda number: f"<{number}>") == "&lt;1&gt;11&lt;2&gt;22"
