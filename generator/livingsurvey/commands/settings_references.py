"""What settings name: terms and topics in searches, constraints and costs, changed to other ids."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from livingsurvey.model import REASONS, NamedSearch, Settings, Survey
from livingsurvey.model.decisions import Constraint

_Search = TypeVar("_Search", NamedSearch, Constraint)
#: By field or facet: terms, or keys of topics.
_Named = Mapping[str, tuple[str, ...]]
#: The facets that find papers by their topics, and by why they are excluded.
_OF_TOPICS = frozenset(["area", "topic"])
_OF_REASONS = frozenset(["reason"])


def with_term(survey: Survey, vocabulary: str, old: str, new: str) -> Settings:
    """The settings, naming the term ``new`` of a vocabulary wherever they named ``old``, each once."""
    fields = survey.fields.vocabularies.get(vocabulary, ())
    facets = _OF_REASONS if vocabulary == REASONS else frozenset(field.facet for field in fields)
    settings = _with_facets(survey.settings, facets, old, new)
    costs = _renamed(settings.costs, {field.id for field in fields if field.of == "claim"}, old, new)
    return settings.model_copy(update={"costs": costs}) if costs != settings.costs else settings


def with_topic(survey: Survey, old: str, new: str) -> Settings:
    """The settings, naming the topic ``new`` wherever they named ``old``, each once."""
    return _with_facets(survey.settings, _OF_TOPICS, old, new)


def _with_facets(settings: Settings, facets: Collection[str], old: str, new: str) -> Settings:
    searches = tuple(_search(one, facets, old, new) for one in settings.searches)
    decisions = settings.decisions
    if decisions:
        constraints = tuple(_search(one, facets, old, new) for one in decisions.constraints)
        decisions = decisions.model_copy(update={"constraints": constraints})
    if (searches, decisions) == (settings.searches, settings.decisions):
        return settings
    return settings.model_copy(update={"searches": searches, "decisions": decisions})


def _search(search: _Search, facets: Collection[str], old: str, new: str) -> _Search:
    parts = {name: _renamed(getattr(search, name), facets, old, new) for name in ("where", "without")}
    return search.model_copy(update=parts)


def _renamed(named: _Named, of: Collection[str], old: str, new: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(dict.fromkeys(new if one == old else one for one in some)) if name in of else some
        for name, some in named.items()
    }
