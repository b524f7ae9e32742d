"""What papers have in common: terms, people, venues and years, each with its papers and what goes along with them.

Everything is counted within papers, so the work grows linearly with the number of papers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from livingsurvey.analysis.term_finder import make_finder
from livingsurvey.model import Paper, Status, Survey, Term, slug

#: The sets of entries that every survey has, besides those of its own vocabularies.
_COMMON = ("people", "venues", "years")
_MOST_CO_MENTIONS = 12
#: Authors of a paper that are in the index: thousands would be all that it has.
INDEXED_AUTHORS = 100


class IndexEntry(NamedTuple):
    """A term, person, venue or year.

    ``papers`` and ``excluded`` are keys of papers, newest first; ``spellings`` are all names it goes by, ``name``
    the most frequent; ``results`` are claims (paper and place among its claims) of a term, or whose setting
    names it; ``co_mentions`` are the entries found most often in the same papers: set, key and number of papers.
    """

    key: str
    name: str
    papers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    results: tuple[tuple[str, int], ...] = ()
    co_mentions: tuple[tuple[str, str, int], ...] = ()

    @property
    def total(self) -> int:
        """How many papers it has, excluded ones too."""
        return len(self.papers) + len(self.excluded)


_Spellings = dict[str, dict[str, int]]
#: Entries of each set by key: terms in the order of their vocabulary, all others by key.
Entries = Mapping[str, Mapping[str, IndexEntry]]


def current_term(survey: Survey, vocabulary: str, name: str | None) -> Term | None:
    """Find a term by id or name; a deprecated one is followed to its successor.

    Args:
        survey: the vocabularies.
        vocabulary: the name of one.
        name: the term's id, or its name.
    """
    terms = survey.term.get(vocabulary, {})
    term, passed = terms.get(name or ""), set[str]()
    while term and term.deprecated_to in terms and term.id not in passed:
        passed.add(term.id)
        term = terms[term.deprecated_to or ""]
    return term


def index_entries(survey: Survey, person_key: Mapping[str, str], venue_key: Mapping[str, str]) -> Entries:
    """Derive all entries of a survey."""
    terms = _TermKeys(survey)
    pairs_of = {paper.key: tuple(_entries_of(paper, terms, person_key, venue_key)) for paper in survey.newest}
    papers = _collect((paper, pair) for paper in survey.newest for pair in pairs_of[paper.key])
    names = _names(survey, person_key, venue_key)
    results = _results(survey, terms)
    made: dict[str, dict[str, IndexEntry]] = {}
    for kind in entry_sets(survey):
        keys = _shown_terms(survey, kind, papers[kind], results) if kind in survey.vocabulary else sorted(papers[kind])
        made[kind] = {
            key: _entry(survey, kind, key, papers[kind].get(key, []), names[kind].get(key, {}), results, pairs_of)
            for key in keys
        }
    return made


def _shown_terms(
    survey: Survey,
    kind: str,
    papers: Mapping[str, list[Paper]],
    results: Mapping[tuple[str, str], list[tuple[str, int]]],
) -> list[str]:
    """The ids of the terms of a vocabulary that have an entry, in their order.

    A term has one if a paper that is not excluded names it, or a claim of such a paper; if it is wider than one of
    these; if it was replaced by one; and if prose cites the work that it is.
    """
    terms = survey.vocabulary[kind]
    shown = {key for key, some in papers.items() if any(paper.status != Status.EXCLUDED for paper in some)}
    shown |= {key for vocabulary, key in results if vocabulary == kind}
    shown |= {term.id for term in terms if term.reference and term.id in survey.cited}
    parents = {term.id: term.parent for term in terms}
    for key in tuple(shown):
        while (key := parents.get(key) or "") and key not in shown:
            shown.add(key)
    current = ((term.id, current_term(survey, kind, term.id)) for term in terms if term.deprecated_to)
    shown |= {key for key, now in current if now and now.id in shown}
    return [term.id for term in terms if term.id in shown]


def entry_sets(survey: Survey) -> tuple[str, ...]:
    """All sets of entries: the vocabularies whose terms have pages, people, venues and years."""
    return (*survey.fields.indexed, *_COMMON)


def keys_of_people(survey: Survey) -> dict[str, str]:
    """The key of each author's name, as it is written; spellings that differ in case or accents share it."""
    return {name: slug(name) for paper in survey.papers for name in paper.authors}


def keys_of_venues(survey: Survey) -> dict[str, str]:
    """The key of each venue, as it is written."""
    return {paper.venue: slug(paper.venue) for paper in survey.papers if paper.venue}


class _TermKeys(dict[tuple[str, str], str | None]):
    """Ids of terms by vocabulary and name, each looked up once; ``None`` for what is in no vocabulary."""

    def __init__(self, survey: Survey) -> None:
        super().__init__()
        self.survey = survey

    def __missing__(self, asked: tuple[str, str]) -> str | None:
        term = current_term(self.survey, *asked)
        self[asked] = term.id if term else None
        return self[asked]


def _entries_of(
    paper: Paper, terms: _TermKeys, person_key: Mapping[str, str], venue_key: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each set and key that the paper belongs to, once."""
    sets = terms.survey.fields.indexed
    named = ((field.vocabulary or "", name) for field, name in terms.survey.terms_of(paper))
    pairs = [(kind, terms[kind, name]) for kind, name in named if kind in sets]
    pairs += [("people", person_key[name]) for name in paper.authors[:INDEXED_AUTHORS]]
    if paper.venue:
        pairs.append(("venues", venue_key[paper.venue]))
    if paper.year:
        pairs.append(("years", str(paper.year)))
    return ((kind, key) for kind, key in dict.fromkeys(pairs) if key)


def _collect(found: Iterable[tuple[Paper, tuple[str, str]]]) -> dict[str, dict[str, list[Paper]]]:
    papers: dict[str, dict[str, list[Paper]]] = defaultdict(dict)
    for paper, (kind, key) in found:
        papers[kind].setdefault(key, []).append(paper)
    return papers


def _names(survey: Survey, person_key: Mapping[str, str], venue_key: Mapping[str, str]) -> dict[str, _Spellings]:
    """How often each entry is written in which way."""
    names: dict[str, _Spellings] = {kind: {} for kind in entry_sets(survey)}
    for kind in survey.fields.indexed:
        names[kind] = {term.id: {term.name: 1} for term in survey.vocabulary.get(kind, ())}
    for paper in survey.papers:
        written = [("people", person_key[name], name) for name in paper.authors[:INDEXED_AUTHORS]]
        if paper.venue:
            written.append(("venues", venue_key[paper.venue], paper.venue))
        for kind, key, name in written:
            counts = names[kind].setdefault(key, {})
            counts[name] = counts.get(name, 0) + 1
    return names


def _entry(
    survey: Survey,
    kind: str,
    key: str,
    papers: list[Paper],
    names: Mapping[str, int],
    results: Mapping[tuple[str, str], list[tuple[str, int]]],
    pairs_of: Mapping[str, tuple[tuple[str, str], ...]],
) -> IndexEntry:
    # Of spellings that are equally frequent, the one with accents: they get lost more often than added.
    spellings = sorted(names, key=lambda name: (-names[name], name.isascii(), name)) if len(names) > 1 else list(names)
    excluded = tuple(paper.key for paper in papers if paper.status == Status.EXCLUDED)
    return IndexEntry(
        key,
        spellings[0] if spellings else key,
        tuple(paper.key for paper in papers if paper.status != Status.EXCLUDED),
        excluded,
        tuple(spellings),
        tuple(results.get((kind, key), ())),
        _co_mentions(survey, kind, key, papers, pairs_of),
    )


def _co_mentions(
    survey: Survey, kind: str, key: str, papers: list[Paper], pairs_of: Mapping[str, tuple[tuple[str, str], ...]]
) -> tuple[tuple[str, str, int], ...]:
    """What is in the same papers most often; of one paper its own page says that."""
    named = survey.fields.named
    wanted = named if kind in named else ("people",) if kind == "people" else ()
    if len(papers) < 2 or not wanted:
        return ()
    counts = Counter(
        pair
        for paper in papers
        if paper.status != Status.EXCLUDED or kind == "people"
        for pair in pairs_of[paper.key]
        if pair[0] in wanted
    )
    del counts[kind, key]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((*pair, count) for pair, count in islice(ordered, _MOST_CO_MENTIONS))


def _results(survey: Survey, terms: _TermKeys) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """The claims that have each term or whose setting names it, newest first, without those of excluded papers."""
    results: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    finder = make_finder(survey, survey.fields.named)
    for paper in survey.newest:
        for place, claim in enumerate(paper.claims if paper.status != Status.EXCLUDED else ()):
            words = [(found.vocabulary, found.term.id) for found in finder.find(claim.on or "")]
            words += [(f.vocabulary or "", word) for f in survey.fields.of("claim") for word in claim.terms(f.id)]
            for kind, key in dict.fromkeys((vocabulary, terms[vocabulary, word]) for vocabulary, word in words):
                if key:
                    results[kind, key].append((paper.key, place))
    return results
