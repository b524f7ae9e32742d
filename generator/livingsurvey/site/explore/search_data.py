"""The search index of a survey: what its papers, people, terms and statements are to :mod:`livingsurvey.search`."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from livingsurvey.analysis import Analysis
from livingsurvey.model import Paper, Status, Survey, Topic
from livingsurvey.model.markup import plain_text
from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.query import tidy
from livingsurvey.site.explore.explore_data import (
    Facet,
    FacetTables,
    facets_of,
    paged_vocabularies,
)
from livingsurvey.site.explore.synonyms import Variants, names_in, synonyms
from livingsurvey.site.links import has_page
from livingsurvey.site.messages import Messages

#: The first part of the index, which says where the others are, and the folder of these.
PATH, FOLDER = "assets/search-index.js", "data/search/"
#: How the addresses of papers' pages begin, seen from the root of the site: a paper may be found by its own.
PAGES = "papers/"
#: What words of each field count, and how much less in a long one; facets bring their own weights.
_FIELDS = {
    "title": Field(4, 0.4, placed=True),
    "name": Field(4),
    "summary": Field(2, 0.4, placed=True),
    "abstract": Field(1, 0.7, placed=True),
    "authors": Field(3),
    "topics": Field(2),
    "year": Field(1.5),
}
_NAME_WORDS = 4  # words before a title's colon that are still a name
_EXCLUDED = 0.6  # what is left of an excluded paper's score
_LONG_TAIL = 9  # signs of the end of a DOI that is known by itself


def export_search(survey: Survey, analysis: Analysis, messages: Messages | None = None) -> dict[str, bytes]:
    """Return the parts of the search index, by path below the site's root.

    Args:
        survey: whose papers, topics, people, terms and statements are found.
        analysis: of the survey.
        messages: of the site, which say in what language it is; in English without any.
    """
    from livingsurvey.search.index_writer import IndexWriter  # with what calculates: most that is imported needs none

    source = _Source(survey, analysis)
    fields = _FIELDS | {_weighted(facet): Field(facet.weight) for facet in source.facets if facet.weight}
    dated = [facet.id for facet in source.facets if facet.column and not facet.several]
    writer = IndexWriter((messages or Messages()).language, fields, source.synonyms, dated)
    parts = writer.files([source.document(paper) for paper in survey.papers], source.things())
    return {PATH if name == "index" else f"{FOLDER}{name}.js": text for name, text in parts.items()}


def _weighted(facet: Facet) -> str:
    """The field of facets that count the same."""
    return f"facets {facet.weight}"


def _name_of(title: str) -> str:
    """What a title is known by: "H2O" of "H2O: Heavy-Hitter Oracle"."""
    name, colon, _ = title.partition(":")
    return name if colon and 0 < len(name.split()) <= _NAME_WORDS else ""


def _identifiers(paper: Paper) -> list[str]:
    """What may be pasted to find a paper: arXiv number, DOI, and addresses besides the first of its code."""
    addresses = [str(link.url) for link in paper.links] + [str(code) for code in paper.code[1:]]
    return [identifier for identifier in (paper.arxiv, paper.doi, *addresses) if identifier]


class _Source:
    """Reads documents and things off a survey."""

    def __init__(self, survey: Survey, analysis: Analysis) -> None:
        self._survey = survey
        self._analysis = analysis
        self.facets = facets_of(survey.fields)
        self._tables = FacetTables(survey, self.facets)
        #: How many of the papers that were read have each value of a facet.
        self._counts: dict[str, Counter[str]] = {facet.id: Counter() for facet in self.facets}

    @cached_property
    def synonyms(self) -> list[Variants]:
        """Groups of names for one thing, as the survey and its papers have them."""
        texts = (f"{p.title}. {plain_text(self._analysis.abstract[p.key])}" for p in self._survey.papers)
        return synonyms(self._survey, texts)

    def document(self, paper: Paper) -> IndexedDocument:
        """A paper as the search sees it."""
        title, abstract = plain_text(self._analysis.title[paper.key]), plain_text(self._analysis.abstract[paper.key])
        values = {facet: self._tables.names(facet, paper) for facet in self.facets}
        excluded = paper.status == Status.EXCLUDED
        texts = {
            "title": [title],
            "name": [_name_of(title)],
            "summary": [paper.summary or ""],
            "abstract": [abstract],
            "authors": list(paper.authors),
            "topics": self._topic_texts(paper),
            "year": [(paper.published or "")[:4]],
        }
        for facet, names in values.items():
            self._counts[facet.id].update(names)
            if facet.weight:
                texts[_weighted(facet)] = texts.get(_weighted(facet), []) + names
        named = {facet.id: names for facet, names in values.items() if facet.facet}
        return IndexedDocument(
            paper.key,
            paper.published or "",
            texts,
            {"author": paper.authors, "topic": self._topic_names(paper), **named},
            self._has(paper),
            self._known(paper),
            _EXCLUDED if excluded else 1,
            (title, self._note(paper, values), int(excluded)),
            f"{paper.summary} {abstract}" if paper.summary else abstract,
        )

    def _topics(self, paper: Paper) -> list[Topic]:
        return [self._survey.topic[key] for key in paper.topics if key in self._survey.topic]

    def _area(self, topic: Topic) -> Topic | None:
        return self._survey.topic.get(topic.parent or "")

    def _topic_texts(self, paper: Paper) -> list[str]:
        topics = self._topics(paper)
        areas = (area.title for topic in topics if (area := self._area(topic)))
        return [*(f"{topic.title} {topic.summary}" for topic in topics), *areas]

    def _topic_names(self, paper: Paper) -> list[str]:
        """Topics by title and key, and their areas."""
        topics = self._topics(paper)
        named = [one for topic in topics for one in (topic, self._area(topic)) if one]
        return list(dict.fromkeys(name for one in named for name in (one.title, one.key)))

    def _has(self, paper: Paper) -> list[str]:
        found = {"code": bool(paper.code), "results": bool(paper.claims), "doi": bool(paper.doi)}
        return [name for name, has in found.items() if has]

    def _known(self, paper: Paper) -> list[str]:
        """All that a paper is known by, as :func:`~livingsurvey.search.query.identifiers` reads what is pasted."""
        known = [PAGES + paper.key.lower()]
        for identifier in (*_identifiers(paper), *map(str, paper.code[:1])):
            small = identifier.lower()
            known.append(tidy(small) or small)
            tail = small[small.rfind("/") :]
            if small.startswith("10.") and len(tail) >= _LONG_TAIL and any(sign.isdigit() for sign in tail):
                known.append(tail)
        return list(dict.fromkeys(known))

    def _note(self, paper: Paper, values: dict[Facet, list[str]]) -> str:
        """What a paper is, its first topic and its year."""
        single = next((facet for facet in self.facets if facet.column and not facet.several), None)
        what = values[single][:1] if single else []
        topics = [topic.title for topic in self._topics(paper)[:1]]
        return " · ".join(filter(None, (*what, *topics, (paper.published or "")[:4])))

    def things(self) -> dict[str, list[Thing]]:
        """What has a place of its own, by group, once all papers are read."""
        return {
            "topics": [
                Thing(t.title, (t.title, f"{t.title} {t.summary}"), f"topics/{t.key}.html", "", self._papers_in(t))
                for t in self._survey.topics
            ],
            "people": list(self._people()),
            "terms": list(self._terms()),
            "statements": [
                Thing(
                    one.text,
                    (f"{one.text} {getattr(one, 'why', '')}",),
                    f"{one.kind}.html#statement-{one.id}",
                    one.kind,
                    len(one.papers),
                )
                for one in self._survey.statements
            ],
        }

    def _papers_in(self, topic: Topic) -> int:
        """How many papers a topic or area has, without excluded ones."""
        within = {topic.key, *(one.key for one in self._survey.topics if one.parent == topic.key)}
        papers = {paper.key: paper.status for key in within for paper in self._survey.papers_of.get(key, ())}
        return sum(status != Status.EXCLUDED for status in papers.values())

    def _people(self) -> Iterator[Thing]:
        for person in self._analysis.entries["people"].values():
            if has_page(person):
                yield Thing(person.name, (person.name,), f"people/{person.key}.html", "", person.total)

    def _terms(self) -> Iterator[Thing]:
        """The values of facets that have pages."""
        others = {name: group for group in self.synonyms for name in group}
        paged = paged_vocabularies(self._survey)
        for facet in (facet for facet in self.facets if facet.vocabulary in paged):
            for identifier, name, *unknown in self._tables.rows[facet.id].values():
                if not unknown:
                    known = (others[one] for one in names_in(str(name)) if one in others)
                    spellings = next(known, (str(name),))
                    address = f"{facet.vocabulary}/{identifier}.html"
                    yield Thing(str(name), spellings, address, facet.name, self._counts[facet.id][str(name)])
