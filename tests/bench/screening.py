"""How soon the ranking finds what people included, how far its probabilities and its advice to stop can be trusted,
and how fast it is: ``python -m tests.bench.screening [folder of collections]``.

Collections are CSV files of records that people screened. Each run starts from one included and one excluded record
drawn at random; the ranking chooses what is read next, one at a time up to 20 and ten at a time then. WSS@95 is 0.95
less the share that was read when 95 % of the included records were found (Cohen and others, "Reducing workload in
systematic review preparation using automated document classification", 2006).
"""

import csv
import json
import os
import random
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from math import ceil
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from livingsurvey.analysis.calibration import Reliability, reliability
from livingsurvey.analysis.ranking import RankedText, Ranker
from livingsurvey.analysis.stopping import stopping_advice
from livingsurvey.model import Status
from livingsurvey.store.survey_reader import load

from tests.builders import REPOSITORY

COLLECTIONS = REPOSITORY.parent / "shared" / "suites" / "screening"
STARTS = 10
TARGET, ERROR = 0.95, 0.05
_SINGLE, _BATCH = 20, 10
_TITLES, _ABSTRACTS = ("title", "Document Title"), ("abstract", "Abstract")
_LABELS, _INCLUDED = ("label_included", "label"), ("1", "yes")
_SENTENCE = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True)
class Screened:
    """A collection: its ``name``, its texts and for each whether it was ``included``."""

    name: str
    texts: Sequence[RankedText]
    included: Sequence[bool]


@dataclass(slots=True)
class Reading:
    """One run: the rows in the order read, and after each ranking the number read, and the rest's probabilities."""

    order: list[int]
    rankings: list[tuple[int, dict[int, float]]]


def collections(folder: Path) -> list[Screened]:
    """Every collection of a folder, by name."""
    return [_collection(path) for path in sorted(folder.glob("*.csv"))]


def _collection(path: Path) -> Screened:
    raw = path.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    title, abstract, label = (next(n for n in names if n in rows[0]) for names in (_TITLES, _ABSTRACTS, _LABELS))
    texts = [RankedText(row[title], row[abstract] or "") for row in rows]
    return Screened(path.stem, texts, [row[label].strip() in _INCLUDED for row in rows])


def this_survey() -> Screened:
    """What this repository's survey decided."""
    survey = load(REPOSITORY).survey
    assert survey
    texts = [RankedText(paper.title, paper.abstract) for paper in survey.papers]
    return Screened("this survey", texts, [paper.status != Status.EXCLUDED for paper in survey.papers])


def read_by_rank(ranker: Ranker, included: Sequence[bool], start: int, recall: float = TARGET) -> Reading:
    """Let the ranking choose what is read, until that recall is reached.

    Args:
        ranker: of texts without decisions.
        included: for each text whether it would be included.
        start: the seed that draws the first two.
        recall: the share of the included that must be found.
    """
    chance, wanted = random.Random(start), ceil(recall * sum(included))
    order = [chance.choice([row for row, one in enumerate(included) if one == kind]) for kind in (True, False)]
    reading, found = Reading(order, []), 1
    while found < wanted:
        ranked = ranker.rank({row: included[row] for row in order})
        reading.rankings.append((len(order), {one.row: one.probability for one in ranked}))
        for one in ranked[: 1 if len(order) < _SINGLE else _BATCH]:
            order.append(one.row)
            found += included[one.row]
            if found == wanted:
                break
    return reading


def work_saved(collection: Screened, starts: int) -> list[float]:
    """WSS@95 from each of so many starts."""
    ranker = Ranker(collection.texts)
    return [0.95 - len(run.order) / len(collection.texts) for run in _runs(ranker, collection, starts, TARGET)]


def _runs(ranker: Ranker, collection: Screened, starts: int, recall: float) -> Iterator[Reading]:
    for start in range(starts):
        yield read_by_rank(ranker, collection.included, start, recall)


def probabilities_met(collection: Screened, runs: Sequence[Reading], share: float) -> Reliability:
    """How far the probabilities of what is unread come true, once that share has been read."""
    least = share * len(collection.texts)
    given = [next((rest for number, rest in run.rankings if number >= least), {}) for run in runs]
    pairs = [(chance, collection.included[row]) for rest in given for row, chance in rest.items()]
    return reliability([chance for chance, _ in pairs], [came for _, came in pairs])


def stopped(collection: Screened, run: Reading) -> tuple[float, float]:
    """The share read and the true recall when the advice is to stop for the first time.

    Args:
        collection: what was read.
        run: until all that is included was found; what is read after that is excluded, whatever its order.
    """
    all_, read = len(collection.texts), [collection.included[row] for row in run.order]
    read += [False] * (all_ - len(read))
    numbers = [number for number, _ in run.rankings]
    for number in [*numbers, *range(len(run.order), all_, _BATCH)]:
        if stopping_advice(read[:number], all_ - number, target=TARGET, error=ERROR).may_stop:
            return number / all_, sum(read[:number]) / sum(read)
    return 1.0, 1.0


def made_texts(count: int) -> list[RankedText]:
    """Texts made of the sentences of this repository's papers, every tenth included and every second decided."""
    known = this_survey()
    sentences = [s for text in known.texts for s in _SENTENCE.split(text.abstract) if s]
    chance = random.Random(count)
    return [
        RankedText(chance.choice(known.texts).title, " ".join(chance.sample(sentences, 8)), decided)
        for n in range(count)
        for decided in [n % 20 == 0 if n % 2 == 0 else None]
    ]


def speed(count: int) -> dict[str, float]:
    """In a fresh process: seconds to rank so many texts, megabytes, and seconds after one more decision."""
    command = [sys.executable, "-m", "tests.bench.screening", "--made", str(count)]
    output = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout
    measured: dict[str, float] = json.loads(output)
    return measured


def _measure(count: int) -> dict[str, float]:
    texts = made_texts(count)
    begin = perf_counter()
    ranker = Ranker(texts)
    first = ranker.rank()
    ranked = perf_counter()
    ranker.rank({first[0].row: True})
    again = perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"texts": count, "seconds": ranked - begin, "again": again - ranked, "megabytes": peak}


def short_figures(folder: Path = COLLECTIONS, starts: int = 2) -> dict[str, float]:
    """What ``make bench`` shows: the mean WSS@95 from few starts where there are collections, and the speed."""
    saved = [median(work_saved(collection, starts)) for collection in collections(folder)]
    return {**speed(5000), **({"saved": mean(saved)} if saved else {})}


def main(folder: Path) -> None:
    """Print every figure."""
    known = collections(folder)
    if not known:
        print(f"No collections in {folder}: only this survey's own decisions are measured.")
    medians, all_runs = [], []
    for collection in [*known, this_survey()]:
        runs = list(_runs(Ranker(collection.texts), collection, STARTS, 1.0))
        all_runs.append((collection, runs))
        wanted = ceil(TARGET * sum(collection.included))
        saved = [0.95 - _read_until(collection, run, wanted) / len(collection.texts) for run in runs]
        medians.append(median(saved))
        print(f"{collection.name}: {len(collection.texts)} texts, {sum(collection.included)} included", flush=True)
        print(f"  WSS@95 median {median(saved):.3f} of {STARTS} starts, from {min(saved):.3f} to {max(saved):.3f}")
    print(f"Mean of the medians of the {len(known)} collections: {mean(medians[:-1] or [0]):.3f}")
    for collection, runs in all_runs:
        _print_trust(collection, runs)
    for count in (5000, 6000):
        run = speed(count)
        print(
            f"{count} texts: {run['seconds']:.1f} s, {run['megabytes']:.0f} MB; one more decision {run['again']:.2f} s"
        )


def _read_until(collection: Screened, run: Reading, wanted: int) -> int:
    found = [n for n, row in enumerate(run.order, start=1) if collection.included[row]]
    return found[wanted - 1]


def _print_trust(collection: Screened, runs: Sequence[Reading]) -> None:
    print(f"{collection.name}: probabilities of what is unread")
    for share in (0.1, 0.25):
        met = probabilities_met(collection, runs, share)
        print(f"  after {share:.0%} read: expected calibration error {met.error:.3f}, Brier {met.brier:.3f}")
        for one in met.bins:
            print(f"    {one.texts:6d} texts: {one.probability:.3f} expected, {one.share:.3f} included")
    ends = [stopped(collection, run) for run in runs]
    early = sum(recall < TARGET for _, recall in ends)
    print(f"  advice to stop: after {mean(read for read, _ in ends):.0%} on average, {early} of {len(ends)} too early")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    if sys.argv[1:2] == ["--made"]:
        print(json.dumps(_measure(int(sys.argv[2]))))
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else COLLECTIONS)
