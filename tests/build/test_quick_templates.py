"""A quicker environment: templates say in it what they say in Jinja's own."""

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from livingsurvey.build.quick_templates import quickened

PARTS = {
    "macros": "{% macro two(a, b='B') %}{{ a }}{{ b }}{% endmacro %}{% set made = 'made' %}",
    "known": "{% macro seen() %}{{ word }}{{ everywhere }}{% endmacro %}",
    "part": "{{ word }}{{ local }}{{ data.items is callable }}",
    "base": "<{% block inner %}base{% endblock %}>",
}
TEMPLATES = [
    "{{ data.title }}|{{ data.items is callable }}|{{ data.none }}|{{ data.none is defined }}|{{ data['items'] }}",
    "{{ data.inner.deep }}|{{ thing.name }}|{{ thing.none }}|{{ thing.none is defined }}",
    "{{ word.upper() }}|{{ many.0 }}",
    "{{ word | e }}{{ data.title | e | e }}{{ '&' | escape }}{{ 1 | e }}{{ none | e }}{{ data | e }}{{ nothing | e }}",
    "{{ ('<' | e) ~ '<' }}{{ ('a' | e) ~ '<' }}{{ ['\\'', '\"', '>'] | join(word | e) | e }}",
    "{{ nothing.at.all }}",
    "{{ data.none.more }}",
    "{{ none_there }}|{{ data.get('title') }}|{{ data.update({'new': 1}) }}{{ data.new }}",
    "{% from 'macros' import two %}{{ two() }}|{{ two(1) }}|{{ two(1, 2) }}|{{ two(b=1) }}|{{ two(1, b=2) }}",
    "{% from 'macros' import two %}{{ two(1, 2, 3) }}",
    "{% from 'macros' import two %}{{ two(c=3) }}",
    "{% import 'macros' as m %}{{ m.two('<') }}{{ m.made }}{{ m.none }}",
    "{% import 'known' as k %}{{ k.seen() }}|{% import 'known' as k with context %}{{ k.seen() }}",
    "{% macro all(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ all(1, 2, c=3) }}{{ all() }}",
    "{% macro around(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call around(1) %}in{% endcall %}",
    "{% macro given(a, caller='none') %}{{ a }}{{ caller }}{% endmacro %}{{ given(1) }}{{ given(1, 2) }}",
    "{% macro given(a, caller=none) %}{{ caller() }}{% endmacro %}{% call given(1) %}in{% endcall %}",
    "{% autoescape true %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m('<') }}{{ m('<') | e }}{% endautoescape %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m('<') | e }}{% autoescape true %}{{ m('<') }}{% endautoescape %}",
    "{% for a in many %}{% set local = a %}{% include 'part' %}{{ loop.last }}{% endfor %}",
    "{% extends 'base' %}{% block inner %}{{ super() }}{% set local = 1 %}{% include 'part' %}{% endblock %}",
    "{% include ['none', 'part'] %}{% include 'none' ignore missing %}",
    "{% include 'none' %}",
    "{{ seen('x') }}|{{ thing.call(1, a=2) }}|{{ cycler(1, 2).next() }}|{{ range(2) | list }}|{{ everywhere }}",
    "{% set everywhere = 'here' %}{{ everywhere }}{% include 'part' %}",
]


@jinja2.pass_context
def seen(context: Any, text: str) -> str:
    """What a context has, for a function that is given it."""
    return f"{text}{context['word']}"


def environment(**settings: Any) -> Environment:
    """An environment of Jinja."""
    templates = {**PARTS, **{f"template{number}": text for number, text in enumerate(TEMPLATES)}}
    made = Environment(loader=DictLoader(templates), auto_reload=False, **settings)
    made.globals["everywhere"] = "global"
    return made


def outcome(made: Environment, name: str) -> str:
    """What a template says, or what is wrong with it."""
    thing = SimpleNamespace(name="Name", call=lambda *given, **named: (given, named))
    data = {"title": "<Title>", "items": "Items", "inner": {"deep": 1}}
    try:
        return made.get_template(name).render(data=data, thing=thing, word="word", many=["a", "b"], seen=seen)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
@pytest.mark.parametrize("settings", [{}, {"autoescape": True}, {"undefined": StrictUndefined}])
def test_a_template_says_what_it_says_in_jinja(settings: dict[str, Any], number: int) -> None:
    plain, quick = environment(**settings), quickened(environment(**settings))
    for _ in range(2):  # a template is loaded once
        assert outcome(quick, f"template{number}") == outcome(plain, f"template{number}")


def test_globals_of_one_template_are_not_those_of_others() -> None:
    quick = quickened(environment())
    own = quick.get_template("part", globals={"word": "own"})
    assert own.render(data={}) == "ownTrue"
    assert "word" not in quick.globals


def test_of_another_version_of_jinja_nothing_inside_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jinja2, "__version__", "3.2.0")
    assert type(quickened(environment())) is Environment
    monkeypatch.setattr(jinja2, "__version__", "3.1.6")
    assert type(quickened(environment())) is not Environment


def test_an_environment_of_a_kind_of_its_own_stays_what_it_is() -> None:
    class Own(Environment):
        pass

    assert type(quickened(Own())) is Own
