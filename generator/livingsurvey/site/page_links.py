"""Links to pages of the site and to addresses of the web, for Markdown and for front matter alike."""

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Claim, Survey, paths, slug
from livingsurvey.model.markup import Inline
from livingsurvey.site.escape import link, to_markdown
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.links import Links, has_page, letter_of
from livingsurvey.site.recorded import Reads

_PAGE = re.compile(r"\.html(?=[?#]|\Z)")
_WEB = ("http://", "https://")


class PageLink(NamedTuple):
    """A link: what it shows, its address (of the web, or from the site's root), and what is said of it on hover.

    Without an address it is text.
    """

    label: str | Inline
    url: str = ""
    about: str = ""

    def markdown(self, up: str = "../") -> Markup:
        """The link in Markdown, to the page's source. ``up`` is the way from the page to the site's root."""
        if not self.url:
            return to_markdown(self.label)
        if self.url.startswith(_WEB):
            return link(self.url, self.label, self.about)
        return link(up + _PAGE.sub(".md", self.url), self.label, self.about)

    def data(self, up: str = "../") -> dict[str, Any]:
        """The link in front matter: ``label`` (see :mod:`inline_data`), ``url``, ``about``; the theme escapes them."""
        url = self.url if self.url.startswith(_WEB) or not self.url else up + self.url
        label = inline_data(self.label)
        data: dict[str, Any] = {"label": label} if label else {}
        if url:
            data["url"] = url
        if self.about:
            data["about"] = self.about
        return data


class PageLinks:
    """The links of one survey. Each method gives the same link again whenever it is asked."""

    def __init__(self, survey: Survey, analysis: Analysis, links: Links, reads: Reads) -> None:
        self._survey = survey
        self._analysis = analysis
        self._links = links
        self.term = reads.remembered(self._term)
        self.person = reads.remembered(self._person)
        self.entry = reads.remembered(self._entry)

    def context(self) -> dict[str, Any]:
        """What templates of Markdown call; each returns a :class:`PageLink`."""
        return {
            "page_link": PageLink,
            "correct_url": paths.correct_url,
            "term_link": self.term,
            "group_link": self.group,
            "person_link": self.person,
            "entry_link": self.entry,
            "topic_link": self.topic,
            "paper_link": self.paper,
        }

    def paper(self, key: str) -> PageLink:
        """The page of a paper."""
        return PageLink(self._analysis.title[key], paths.address_of(paths.paper_source(key)))

    def topic(self, key: str) -> PageLink:
        """The page of a topic or an area."""
        return PageLink(self._survey.topic[key].title, paths.address_of(paths.topic_source(key)))

    def group(self, claim: Claim) -> PageLink:
        """What a claim is grouped under; an empty text where the survey groups claims by nothing."""
        field, name = self._survey.fields.grouping, self._survey.group_of(claim)
        return self.term(field.vocabulary or "", name) if field and name else PageLink("")

    def _term(self, vocabulary: str, name: str) -> PageLink:
        """The page of a term, with its definition; what is in no vocabulary or has no page is text."""
        term = self._links.term(vocabulary, name)
        if term is None or term.id not in self._analysis.entries.get(vocabulary, {}):
            return PageLink(term.name if term else name, about=term.definition if term else "")
        return PageLink(term.name, paths.entry_url(vocabulary, term.id), term.definition)

    def _entry(self, kind: str, key: str) -> PageLink:
        """The page of an entry of an index, by its key; a term that has no page is text."""
        if key not in self._analysis.entries[kind]:
            return self.term(kind, key)
        name = self._analysis.entries[kind][key].name
        return self.person(name) if kind == "people" else PageLink(name, paths.entry_url(kind, key))

    def _person(self, name: str) -> PageLink:
        """The page of a person, or the place in the index where there is none; who is not in it is text."""
        key = self._analysis.person_key.get(name) or slug(name)
        person = self._analysis.entries["people"].get(key)
        if person is None:
            return PageLink(name)
        own = has_page(person)
        url = paths.entry_url("people", key) if own else self._links.letter(letter_of(person.name))
        return PageLink(name, url)
