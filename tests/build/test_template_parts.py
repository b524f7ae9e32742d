"""Which templates a page is made with: another digest wherever one of them, or what they load, is another."""

from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from livingsurvey.build import template_parts
from livingsurvey.build.template_parts import TemplateParts

TEMPLATES = {
    "main.html": "{% include 'head.html' %}{% block content %}{% endblock %}",
    "head.html": '<link href="assets/css/survey.css">{{ style("print") }}',
    "paper.html": "{% extends 'main.html' %}{% from 'macros.html' import one %}",
    "macros.html": "{% macro one() %}{% endmacro %}",
    "any.html": "{% include page.meta.part %}",
    "time.html": "{{ build_date_utc }}",
    "told.html": "{{ extra.checklist }}",
    "lost.html": "{% include 'gone.html' ignore missing %}",
}
VERSIONS = {"assets/css/survey.css": "1", "assets/css/print.css": "1", "assets/css/other.css": "1"}


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_parts, "_now", lambda: "now")


def digests(around: str = "", templates: dict[str, str] | None = None, **extra: Any) -> dict[str, str]:
    """The digest of each template."""
    environment = Environment(loader=DictLoader({**TEMPLATES, **(templates or {})}))
    parts = TemplateParts(environment, around, {"versions": VERSIONS, **extra})
    return {name: parts.digest(name, "made of") for name in TEMPLATES}


def others(after: dict[str, str]) -> set[str]:
    """The templates whose digest is another one."""
    return {name for name, digest in digests().items() if after[name] != digest}


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ("main.html", {"main.html", "paper.html", "any.html"}),
        ("head.html", {"main.html", "head.html", "paper.html", "any.html"}),
        ("macros.html", {"macros.html", "paper.html", "any.html"}),
        ("paper.html", {"paper.html", "any.html"}),
        ("gone.html", {"lost.html", "any.html"}),
    ],
)
def test_a_template_counts_for_those_that_need_it(changed: str, names: set[str]) -> None:
    assert others(digests(templates={changed: f"{TEMPLATES.get(changed, '')}changed"})) == names


@pytest.mark.parametrize("path", ["assets/css/survey.css", "assets/css/print.css"])
def test_the_version_of_what_a_template_loads_counts(path: str) -> None:
    loading = {"main.html", "head.html", "paper.html", "any.html"}
    assert others(digests(versions={**VERSIONS, path: "2"})) == loading
    assert others(digests(versions={**VERSIONS, "assets/css/other.css": "2"})) == set()


def test_time_and_the_list_of_next_steps_count_where_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert others(digests(checklist=[{"step": "one"}])) == {"told.html", "any.html"}
    before = digests()
    monkeypatch.setattr(template_parts, "_now", lambda: "later")
    assert others(before) == {"time.html", "any.html"}


def test_what_is_around_and_what_a_page_is_made_of_count_for_each() -> None:
    assert others(digests("around")) == set(TEMPLATES)
    parts = TemplateParts(Environment(loader=DictLoader(TEMPLATES)), "", {"versions": VERSIONS})
    made_of = ((), ("a",), ("a", "b"), ("ab",))
    assert len({parts.digest(None, *one) for one in made_of}) == len(made_of)
    assert parts.digest(None, "a") == parts.digest("main.html", "a")
