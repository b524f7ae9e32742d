"""Ranks the documents of an index by a query.

A query falls into units: a word, or words that name one thing. Each is looked up by itself; what is ranked is how well,
and how many of, the units are found, and how near to each other: BM25F (Robertson, Zaragoza 2009), whose sums per
document and word are in the index, with more for rare words and for titles. The same rules, in the same order, as
``overrides/assets/search/engine.js``: both give the same results.
"""

from dataclasses import dataclass, field
from math import floor, log
from typing import NamedTuple

from livingsurvey.search.form import NAMED, PLACED, SAME
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.limits import Allowed, QueryLimits
from livingsurvey.search.query import cleaned, identifiers, is_identifier, parse
from livingsurvey.search.units import MOST_WORDS, QueryUnits, QueryWord, Unit
from livingsurvey.search.words import LanguageWords, Word, unspaced

#: Documents with all units; with fewer, those with some are shown too, and so many results there are then.
ENOUGH, FILL = 20, 50
#: Units from which on a query is a sentence, of which documents hardly have every word; so many results it has.
SENTENCE, MOST = 5, 1000
#: The share of a short query, by weight, that a document must match at the least.
SOME = 0.18
#: How much a thing named by several words counts more than one word, and its words where they are apart.
NAMED_MORE, LOOSE = 1.5, 0.5
#: How much one word of such a unit counts without the others, and how much of the unit is matched then.
APART, PART = 0.25, 0.4
#: How much the share of a short query counts that is matched, and of any that is in the title.
COVER, TITLE = 2.0, 0.3
#: How much more a document counts whose title has the whole query, and the share that is all.
TITLED, ALL = 0.7, 0.999
#: How much rare words count more.
RARE = 1.2
#: How much the rarer of two words counts more where they are next to each other; up to so many words apart; in how many
#: documents, the best ones.
NEAR, REACH, NEAREST = 0.2, 4, 200
#: Things of each group.
THINGS_SHOWN = 3
#: Fields of conditions that every index may have, besides its own.
BASIC = ("author", "title", "topic", "year", "has")


@dataclass(slots=True)
class FoundUnit:
    """A unit looked up: by document what it counts, whether its title has it, and what its parts count."""

    scores: dict[int, float]
    titles: set[int]
    apart: dict[int, float]
    weight: float


class Hit(NamedTuple):
    """A document that was found: how much of the query it matches, its score, and how well it is what is cited."""

    document: int
    matched: float
    score: float
    cited: int


@dataclass(slots=True)
class QueryAnswer:
    """What a query finds: documents, best first; those with every word; the stems to mark; things by group.

    ``identified``: whether the query is the identifier of a document, which may not be here.
    """

    hits: list[Hit] = field(default_factory=list)
    whole: set[int] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    things: dict[str, list[int]] = field(default_factory=dict)
    identified: bool = False


def _rank(hit: Hit) -> tuple[int, int, int]:
    """By what hits are sorted; scores that differ less than in the third decimal are the same."""
    return -hit.cited, -floor(hit.score * 1000 + 0.5), hit.document


class Engine:
    """Answers queries from an index.

    Args:
        reader: of the index.
        pages: how the addresses of pages of documents begin, for :func:`~livingsurvey.search.query.identifiers`.
    """

    def __init__(self, reader: IndexReader, pages: str = "") -> None:
        self.reader = reader
        self._pages = pages
        self.words = LanguageWords(reader.language)
        self.fields = [*BASIC, *reader.fields]
        self._units = QueryUnits(reader, self.words)
        self._limits = QueryLimits(reader, self.words)

    def search(self, query: str) -> QueryAnswer:
        """Return what a query finds.

        Args:
            query: as it was typed: words, and what ``generator/docs/search.md`` lists.
        """
        typed = cleaned(query)
        known = self._identified(typed)
        if known is not None:
            return known
        asked = parse(typed, self.fields)
        cited = self._limits.cited(asked.text)
        allowed = self._limits.allowed(asked.conditions, asked.phrases)
        units = self._units.read(cited.words if cited else asked.text)
        answer = self._ranked(units, cited.ranks if cited else {}, allowed) if units else self._newest(allowed)
        answer.stems = {stem for unit in units for word in unit.words for stem in word.options}
        answer.things = self._things(asked.text)
        return answer

    def _identified(self, query: str) -> QueryAnswer | None:
        """The answer to a pasted identifier: its document, or none where it names none of them."""
        for form in identifiers(query, self._pages):
            documents = {document for document, _ in self.reader.pairs(SAME + form)}
            if len(documents) == 1:
                (document,) = documents
                return QueryAnswer([Hit(document, 1.0, 1.0, 0)], documents, identified=True)
        return QueryAnswer(identified=True) if is_identifier(query) else None

    def _newest(self, allowed: Allowed) -> QueryAnswer:
        """Without words, all documents within the limits, newest first; without limits, none."""
        numbers = range(self.reader.count - 1, -1, -1) if allowed.limits else ()
        hits = [Hit(number, 1.0, 0.0, 0) for number in numbers if allowed.has(number)]
        return QueryAnswer(hits, {hit.document for hit in hits})

    def _things(self, text: str) -> dict[str, list[int]]:
        """The things that a text names, by group, best first."""
        words = [token.word for token in self._units.tokens(text) if not token.word.small]
        if len(words) > MOST_WORDS:
            return {group: [] for group, _ in self.reader.groups}
        whole = self._named(words, False)
        begun = self._named(words, True) if text[-1:].strip() and _begin_names(words) else {}
        found = [(0, row, n) for n, row in whole.items()] + [(1, row, n) for n, row in begun.items() if n not in whole]
        found.sort()
        groups, first = {}, 0
        for group, count in self.reader.groups:
            groups[group] = [n for _, _, n in found if first <= n < first + count][:THINGS_SHOWN]
            first += count
        return groups

    def _named(self, words: list[Word], opened: bool) -> dict[int, int]:
        """The things of which a spelling has all words, with the first such spelling."""
        found: set[tuple[int, int]] = set()
        for n, word in enumerate(words):
            begun = self._limits.begun_keys(NAMED, word.word) if opened and n == len(words) - 1 else ()
            some = {pair for key in {NAMED + word.stem, *begun} for pair in self.reader.pairs(key)}
            found = found & some if n else some
        rows: dict[int, int] = {}
        for thing, row in sorted(found):
            rows.setdefault(thing, row)
        return rows

    def _weigh(self, keys: dict[str, float], titles: set[int]) -> dict[int, float]:
        """The highest that any of some keys counts, by document; ``titles`` notes whose title has one."""
        scores: dict[int, float] = {}
        for key, weight in keys.items():
            found = self.reader.postings(key)
            for document, impact in zip(found.documents, found.impacts, strict=True) if found else ():
                scores[document] = max(scores.get(document, 0.0), weight * (impact & 127))
                if impact > 127:
                    titles.add(document)
        return scores

    def _look(self, unit: Unit) -> FoundUnit:
        titles: set[int] = set()
        apart: dict[int, float] = {}
        keys = dict.fromkeys(unit.keys, 1.0 if len(unit.words) == 1 else NAMED_MORE)
        if len(unit.words) == 1:
            keys = unit.words[0].options | keys
        scores = self._weigh(keys, titles)
        if len(unit.words) > 1:
            apart = self._loose(unit.words, scores)
        more = max((found.more for key in keys if (found := self.reader.postings(key))), default=0)
        return FoundUnit(scores, titles, apart, log(1 + self.reader.count / (len(scores) + more + 0.5)) ** RARE)

    def _loose(self, words: list[QueryWord], scores: dict[int, float]) -> dict[int, float]:
        """What words count that are apart; where a document has all of them, ``scores`` has it, too."""
        each = [self._weigh(word.options, set()) for word in words]
        apart: dict[int, float] = {}
        for some in each:
            for document, score in some.items():
                apart[document] = apart.get(document, 0.0) + score
        for document in each[0]:
            if all(document in some for some in each):
                scores[document] = max(scores.get(document, 0.0), LOOSE * apart[document])
        return apart

    def _ranked(self, units: list[Unit], cited: dict[int, int], allowed: Allowed) -> QueryAnswer:
        """Documents with all units and, where they are few, those with some."""
        looked = [self._look(unit) for unit in units]
        total = sum(found.weight for found in looked)
        sentence = len(units) >= SENTENCE
        documents = {document for found in looked for document in (*found.scores, *found.apart)} | cited.keys()
        hits = []
        for document in documents:
            hit = _hit(looked, total, document, cited.get(document, 0), sentence)
            if (hit.cited or hit.matched >= (0 if sentence else SOME)) and allowed.has(document):
                hits.append(hit)
        hits.sort(key=_rank)
        return _chosen(self._nearer(hits, units, looked), sentence)

    def _nearer(self, hits: list[Hit], units: list[Unit], looked: list[FoundUnit]) -> list[Hit]:
        """The best hits again, by how near to each other they have the words of the query."""
        first = hits[:NEAREST]
        documents = [hit.document for hit in first]
        places = [self._places(unit, documents) for unit in units]
        cover = 0.0 if len(units) >= SENTENCE else COVER
        nearer = []
        for hit in first:
            more = 0.0
            for n in range(len(units) - 1):
                one, other = places[n].get(hit.document), places[n + 1].get(hit.document)
                if one and other:
                    weight = max(looked[n].weight, looked[n + 1].weight)
                    more += weight * NEAR * 127 * _closeness(one, other)
            nearer.append(hit._replace(score=hit.score + more * hit.matched**cover))
        return sorted(nearer, key=_rank) + hits[NEAREST:]

    def _places(self, unit: Unit, documents: list[int]) -> dict[int, list[int]]:
        found = self.reader.postings(unit.words[0].stem) if len(unit.words) == 1 else None
        if found is None or len(found.documents) > PLACED:
            return {}
        return self.reader.places(unit.words[0].stem, found.documents, documents)


def _begin_names(words: list[Word]) -> bool:
    """Whether names are shown of which words are the beginning: two letters alone begin too many."""
    return len(words) > 1 or any(len(word) > 2 or unspaced(word) for word, _, _ in words)


def _hit(looked: list[FoundUnit], total: float, document: int, cited: int, sentence: bool) -> Hit:
    """What a document counts; ``total`` is the weight of the whole query."""
    score = matched = titled = 0.0
    for found in looked:
        whole = found.scores.get(document, 0.0)
        rest = 0.0 if whole else found.apart.get(document, 0.0)
        score += found.weight * whole + APART * found.weight * rest
        matched += found.weight if whole else PART * found.weight * (rest > 0)
        titled += found.weight * (document in found.titles)
    share, inside = matched / total, titled / total
    more = TITLE * inside * inside + (TITLED if inside > ALL else 0.0)
    cover = 1.0 if sentence else share**COVER
    return Hit(document, share, score * cover * (1 + more), cited)


def _chosen(hits: list[Hit], sentence: bool) -> QueryAnswer:
    whole = {hit.document for hit in hits if hit.matched > ALL or hit.cited}
    if sentence:
        return QueryAnswer(hits[:MOST], whole)
    left = FILL - len(whole) if len(whole) < ENOUGH else 0
    partly = {hit.document for hit in [hit for hit in hits if hit.document not in whole][: max(0, left)]}
    return QueryAnswer([hit for hit in hits if hit.document in whole or hit.document in partly], whole)


def _closeness(one: list[int], other: list[int]) -> float:
    """How near the nearest places of two words are: 1 next to each other, in this order, 0 beyond reach."""
    best, n = 0.0, 0
    for place in one:
        while n < len(other) and other[n] <= place:
            n += 1
        after = other[n] - place if n < len(other) else REACH + 1
        before = place - other[n - 1] if n > 0 else 0
        best = max(best, 1 / after if after <= REACH else 0.0, 0.5 / before if 0 < before <= REACH else 0.0)
    return best
