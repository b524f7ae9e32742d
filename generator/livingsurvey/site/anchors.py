"""Links that stand on many pages, each made once: to a person, to an entry, to a term with its definition.

They are for pages in a folder of the site, as all pages of papers, topics and entries are.
"""

from functools import cache
from typing import Any

from markupsafe import Markup

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Paper, Survey, paths
from livingsurvey.site.escape import attribute
from livingsurvey.site.links import Links, has_page, letter_of

_TERM = (
    '<span class="cite term"><a href="../{}" aria-describedby="%s">{}</a>'
    '<span class="cite-card" role="tooltip" id="%s"><b>{}</b> {}</span></span>'
)


class Anchors:
    """The links of one survey."""

    def __init__(self, survey: Survey, analysis: Analysis, links: Links) -> None:
        self._survey = survey
        self._insight = analysis
        self._links = links
        self.person = cache(self._person)
        self.entry = cache(self._entry)
        self.topic = cache(self._topic)
        self._card = cache(self._make_card)

    def context(self) -> dict[str, Any]:
        """What templates call: ``person(name)``, ``entry_link(set, key)``, ``term(vocabulary, name, id)``."""
        return {"person": self.person, "entry_link": self.entry, "term": self.term, "heading": self.heading}

    def term(self, vocabulary: str, name: str, identifier: str) -> Markup:
        """A term that shows its definition on hover and focus; ``identifier`` is the card's, unique on its page.

        What is in no vocabulary stays text.
        """
        card = self._card(vocabulary, name)
        return Markup(card.replace("%s", identifier)) if card else attribute(name)

    def heading(self, paper: Paper) -> Markup | None:
        """The term that is said of a paper first, as a link where it has a page."""
        field, name = self._survey.fields.heading, self._survey.heading_of(paper)
        if not field or not name:
            return None
        vocabulary = field.vocabulary or ""
        term = self._links.term(vocabulary, name)
        return (
            self.entry(vocabulary, term.id) if term and vocabulary in self._survey.fields.indexed else attribute(name)
        )

    def _make_card(self, vocabulary: str, name: str) -> str:
        term = self._links.term(vocabulary, name)
        if term is None:
            return ""
        url, shown, definition = paths.entry_url(vocabulary, term.id), attribute(term.name), attribute(term.definition)
        return _TERM.format(url, shown, shown, definition)

    def _person(self, name: str) -> Markup:
        key = self._insight.person_key[name]
        return Markup(f'<a href="../{self._person_url(key)}">{attribute(name)}</a>')

    def _entry(self, kind: str, key: str) -> Markup:
        name = self._insight.entries[kind][key].name
        url = self._person_url(key) if kind == "people" else paths.entry_url(kind, key)
        return Markup(f'<a href="../{url}">{attribute(name)}</a>')

    def _topic(self, key: str) -> Markup:
        return Markup(f'<a href="../topics/{key}.html">{attribute(self._survey.topic[key].title)}</a>')

    def _person_url(self, key: str) -> str:
        """Where an author is found: on a page of their own, or in the index."""
        person = self._insight.entries["people"][key]
        return paths.entry_url("people", key) if has_page(person) else self._links.letter(letter_of(person.name))
