"""What `make bench` says of candidates: how well and how fast they are ranked, proposed for, recognised and decided.

Each figure at length: ``python -m tests.bench.screening``, ``tests.bench.simulated``, ``tests.bench.simulated_claims``
and ``tests.bench.screen``.
"""

from typing import Any

from livingsurvey.importers.ingest import read_source
from livingsurvey.importers.known_works import KnownWorks
from livingsurvey.model import Survey
from livingsurvey.store import load

from tests.bench import screen, screening, simulated, simulated_claims
from tests.builders import REPOSITORY
from tests.importers.disguises import DISGUISES

_CANDIDATES = 5000
_SHOWN = ("topic", "kind")  # of what is proposed

Rows = list[tuple[str, str, str]]


def living() -> dict[str, Any]:
    """Measure all of it, on the survey of this repository; the mean of collections only where there are some."""
    survey = load(REPOSITORY).survey
    assert survey is not None
    tallies = simulated.simulate(survey).tallies
    return {
        "ranking": screening.short_figures(),
        "screen": screen.measure(_CANDIDATES),
        "proposals": {name: {"papers": tallies[name].papers, "share": tallies[name].share} for name in _SHOWN},
        "claims": simulated_claims.shares(simulated_claims.simulate(survey)),
        "recognition": _recognition(survey),
    }


def _recognition(survey: Survey) -> dict[str, int]:
    """How many of the records that the survey was made from are taken for new, each in every disguise."""
    papers = {(seen.source, seen.line): one for one in survey.papers for seen in one.seen}
    records = [(source.id, one) for source in survey.sources for one in read_source(REPOSITORY, source).records]
    known = KnownWorks(survey)
    new = sum(
        known.find(disguise(record, papers[source, record.line])).known is None
        for source, record in records
        for disguise in DISGUISES
    )
    return {"records": len(records), "disguises": len(DISGUISES), "new": new}


def living_rows(figures: dict[str, Any]) -> Rows:
    """The rows of the table.

    Args:
        figures: of :func:`living`.
    """
    ranking, decided, claims, known = (figures[name] for name in ("ranking", "screen", "claims", "recognition"))
    saved = f"{ranking['saved']:.3f}" if "saved" in ranking else "no collections"
    rows = [
        ("ranking, work saved at 95 % recall (WSS@95), mean", saved, ""),
        ("ranking, 5,000 candidates", f"{ranking['seconds']:.1f} s", ""),
        ("ranking, 5,000 candidates, memory", f"{ranking['megabytes']:.0f} MB", ""),
        ("screen, 5,000 candidates, ready", f"{decided['ready'] / 1000:.1f} s", "5 s"),
        ("screen, 5,000 candidates, first one shown", f"{decided['first'] / 1000:.1f} s", ""),
        ("screen, 5,000 candidates, a decision", f"{decided['decision']:.0f} ms", "1000 ms"),
    ]
    for name, tally in figures["proposals"].items():
        rows.append((f"first proposal right, {name}, {tally['papers']} papers", f"{tally['share']:.3f}", ""))
    rows += [(f"claims proposed, {name}", f"{claims[name]:.3f}", "") for name in ("recall", "precision")]
    what = f"known records taken for new, {known['records']} in {known['disguises']} disguises each"
    return [*rows, (what, str(known["new"]), "0")]
