"""How well searches rank, ours and others': ``python -m tests.bench.ranking [folder of the collection]``.

The collection is Cranfield's: 1400 abstracts, 225 questions, and judgements of which abstracts answer which. Engines
answer in a browser, as on a static site (:mod:`tests.bench.ranking_engines`); BM25 over Porter's stems is the baseline.
Each question is also asked with a slip of the keyboard in one of its long words.
"""

import math
import random
import re
import string
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from Stemmer import Stemmer

from tests.builders import REPOSITORY

COLLECTION = REPOSITORY.parent / "shared" / "suites" / "cranfield"
SEED = 1
_DEPTH = 10
_LONG = 6  # letters of a word that may have a slip
_K1, _B = 0.9, 0.4
_GRADES = range(1, 5)  # those that say that a document is relevant
_RECORD = re.compile(r"^\.I ", re.MULTILINE)
_PART = re.compile(r"^\.([TABW])$\n?", re.MULTILINE)
_WORD = re.compile(r"[a-z0-9]+")
_LONG_WORD = re.compile(rf"[a-z]{{{_LONG},}}")

#: The words that Lucene passes over.
_SMALL = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this "
    "to was will with".split()
)

#: Answers questions: for each the ids of documents, best first.
Engine = Callable[[Sequence[str]], list[list[str]]]


class Document(NamedTuple):
    """A document: its ``title``, and its ``text``, which begins with the title once more, as the collection has it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by id, questions, and for each question the ids of the documents that are relevant."""

    documents: Mapping[str, Document]
    queries: Sequence[str]
    relevant: Sequence[frozenset[str]]


class Row(NamedTuple):
    """What is known of an engine: how it ranks, also with a slip in each question, and the bytes that it loads."""

    engine: str
    ndcg: float
    average: float
    size: int | None
    slip_ndcg: float
    slip_average: float


def load_collection(folder: Path) -> Collection:
    """Read the collection.

    Args:
        folder: with ``cran.all.1400``, ``cran.qry`` and ``cranqrel``. Questions are numbered by their order.

    Raises:
        OSError: when a file cannot be read.
    """
    texts = _records((folder / "cran.all.1400").read_text("latin-1"))
    queries = [parts["W"] for _, parts in _records((folder / "cran.qry").read_text("latin-1"))]
    judged: dict[int, set[str]] = defaultdict(set)
    for line in (folder / "cranqrel").read_text("latin-1").splitlines():
        query, document, grade = line.split()[:3]
        if int(grade) in _GRADES:
            judged[int(query)].add(document)
    relevant = [frozenset(judged[number]) for number in range(1, len(queries) + 1)]
    documents = {number: Document(parts.get("T", ""), parts.get("W", "")) for number, parts in texts}
    return Collection(documents, queries, relevant)


def _records(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each record's number, and its parts by their letter, each on one line."""
    for record in _RECORD.split(text)[1:]:
        number, _, rest = record.partition("\n")
        _, *found = _PART.split(rest)
        yield number.strip(), {name: " ".join(part.split()) for name, part in zip(found[::2], found[1::2], strict=True)}


def ndcg(ranked: Sequence[str], relevant: frozenset[str], depth: int = _DEPTH) -> float:
    """Return the normalised discounted cumulative gain of a ranking, where a document is relevant or not.

    Args:
        ranked: the ids, best first.
        relevant: those that are relevant.
        depth: how many of the ranked count.

    Returns:
        From 0 to 1; 0 where nothing is relevant.
    """
    ideal = sum(map(_discount, range(min(depth, len(relevant)))))
    gained = sum(_discount(place) for place, one in enumerate(ranked[:depth]) if one in relevant)
    return gained / ideal if ideal else 0.0


def _discount(place: int) -> float:
    return 1 / math.log2(place + 2)


def average_precision(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """Return the mean, over all relevant documents, of the precision where each is ranked; 0 where it is not.

    Args:
        ranked: the ids, best first.
        relevant: those that are relevant.
    """
    places = [place for place, one in enumerate(ranked, start=1) if one in relevant]
    return sum(found / place for found, place in enumerate(places, start=1)) / max(1, len(relevant))


def measured(collection: Collection, answers: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Return the mean nDCG@10 and the mean average precision of the answers to all questions."""
    pairs = list(zip(answers, collection.relevant, strict=True))
    return mean(ndcg(*pair) for pair in pairs), mean(average_precision(*pair) for pair in pairs)


def with_slip(query: str, chance: random.Random) -> str:
    """Return a question with a slip in one of its long words: letters swapped, one dropped, one more, or another.

    Args:
        query: in small letters. Without a long word it stays as it is.
        chance: chooses word, place, kind and letter.
    """
    words = list(_LONG_WORD.finditer(query))
    if not words:
        return query
    word = chance.choice(words)
    slipped = word[0]
    while slipped == word[0]:  # two like letters were swapped, or a letter became itself
        slipped = _slip(word[0], chance)
    return query[: word.start()] + slipped + query[word.end() :]


def _slip(word: str, chance: random.Random) -> str:
    kind, letter = chance.choice(("swap", "drop", "insert", "replace")), chance.choice(string.ascii_lowercase)
    at = chance.randrange(len(word) - (kind == "swap"))
    before, after = word[:at], word[at:]
    made = {
        "swap": after[1:2] + after[:1] + after[2:],
        "drop": after[1:],
        "insert": letter + after,
        "replace": letter + after[1:],
    }
    return before + made[kind]


def slips(queries: Sequence[str], seed: int = SEED) -> list[str]:
    """Return all questions, each with a slip that depends on nothing but the seed and its number."""
    return [with_slip(query, random.Random(f"{seed}:{number}")) for number, query in enumerate(queries)]


class Bm25:
    """The baseline: BM25 over Porter's stems of titles and texts, as Lucene has it: reference figures are of that."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Count the words of all documents."""
        counts = {key: Counter(_stems(f"{one.title} {one.text}")) for key, one in documents.items()}
        usual = mean(count.total() for count in counts.values())
        self._number = len(documents)
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        for key, count in counts.items():
            norm = _K1 * (1 - _B + _B * count.total() / usual)
            for stem, times in count.items():
                self._weights[stem][key] = times * (_K1 + 1) / (times + norm)

    def rank(self, query: str) -> list[str]:
        """Return the ids of the documents with any word of a question, best first."""
        scores: dict[str, float] = defaultdict(float)
        for stem in _stems(query):
            found = self._weights.get(stem, {})
            rarity = math.log(1 + (self._number - len(found) + 0.5) / (len(found) + 0.5))
            for key, weight in found.items():
                scores[key] += rarity * weight
        return sorted(scores, key=lambda key: -scores[key])

    def __call__(self, queries: Sequence[str]) -> list[list[str]]:
        """Answer questions."""
        return list(map(self.rank, queries))


@cache
def _porter() -> Callable[[str], str]:
    stem: Callable[[str], str] = Stemmer("porter").stemWord
    return stem


def _stems(text: str) -> list[str]:
    return [_porter()(word) for word in _WORD.findall(text.lower()) if word not in _SMALL]


def row(name: str, collection: Collection, engine: Engine, size: int | None = None) -> Row:
    """Measure an engine.

    Args:
        name: as the table shows it.
        collection: what it knows.
        engine: answers questions.
        size: the bytes that it loads, where it loads any.
    """
    plain = measured(collection, engine(collection.queries))
    return Row(name, *plain, size, *measured(collection, engine(slips(collection.queries))))


def rows(collection: Collection, own: Engine | None = None, own_size: int | None = None) -> Iterator[Row]:
    """Measure all engines, the baseline first.

    Args:
        collection: what they know.
        own: this generator's engine, which has read the collection's documents, if it is to be measured.
        own_size: the bytes that it loads.
    """
    from tests.bench.ranking_engines import measure

    yield row("BM25, Porter's stems", collection, Bm25(collection.documents))
    if own:
        yield row("own", collection, own, own_size)
    with measure(collection.documents) as engines:
        for name, engine, size in engines:
            yield row(name, collection, engine, size)


def table(measured_rows: Sequence[Row]) -> Table:
    """Show what was measured."""
    shown = Table(title="Ranking, Cranfield", title_justify="left")
    for number, head in enumerate(("engine", "nDCG@10", "MAP", "KB loaded", "nDCG@10, slip", "MAP, slip")):
        shown.add_column(head, justify="right" if number else "left")
    for one in measured_rows:
        size = "" if one.size is None else f"{one.size / 1000:.0f}"
        figures = [f"{figure:.3f}" for figure in (one.ndcg, one.average, one.slip_ndcg, one.slip_average)]
        shown.add_row(one.engine, *figures[:2], size, *figures[2:])
    return shown


def main(folder: Path, own: Engine | None = None, own_size: int | None = None) -> None:
    """Print the table; the parameters are those of :func:`rows`, and the collection's folder.

    Raises:
        OSError: when the collection cannot be read.
    """
    Console(width=110).print(table(list(rows(load_collection(folder), own, own_size))))


if __name__ == "__main__":
    from tests.bench.search import own

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else COLLECTION
    main(folder, own(load_collection(folder)))
