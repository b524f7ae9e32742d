"""How often what is proposed is right, simulated: ``python -m tests.bench.simulated``.

The decisions on papers published until the end of 2024 are known; later papers arrive month by month. For each month
everything is learnt from the papers published before it, whatever their outcome, and proposed for those of the month.
Definitions of topics and terms are known from the beginning; the prose of topics, which was written later, is not used.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

from livingsurvey.analysis.proposals import Proposal, Proposals, Proposer
from livingsurvey.model import NOT_STATED, FieldType, Paper, Status, Survey
from livingsurvey.store import load
from rich.console import Console
from rich.table import Table

from tests.builders import REPOSITORY

FIRST = "2025-01"  # the first month that is simulated


@dataclass(slots=True)
class Tally:
    """Of one decision: how many papers have it, for how many the first proposal and one of the first three is right.

    ``likely`` adds up the probabilities of the first proposals: where they are calibrated, it is near ``first``.
    """

    papers: int = 0
    first: int = 0
    three: int = 0
    likely: float = 0.0

    def count(self, proposed: tuple[Proposal, ...], right: tuple[str, ...]) -> None:
        """Count one paper: what was proposed for it, and which values are right."""
        self.papers += 1
        self.first += bool(proposed) and proposed[0].value in right
        self.three += any(one.value in right for one in proposed[:3])
        self.likely += proposed[0].probability if proposed else 0

    @property
    def share(self) -> float:
        """How often the first proposal is right."""
        return self.first / max(1, self.papers)


@dataclass(slots=True)
class Simulation:
    """What came of it: a tally for each decision, and seconds for each time that everything was learnt."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    learning: list[float] = field(default_factory=list)

    def count(self, what: str, proposed: tuple[Proposal, ...], *right: str) -> None:
        """Count one paper for one decision."""
        self.tallies.setdefault(what, Tally()).count(proposed, right)


def simulate(survey: Survey) -> Simulation:
    """Let the papers of each month arrive, and tally what is proposed for them."""
    simulation = Simulation()
    for before, arriving in months(survey):
        start = perf_counter()
        proposer = Proposer(replace(survey, papers=before))
        simulation.learning.append(perf_counter() - start)
        proposed = proposer.propose_all([(paper.title, paper.abstract) for paper in arriving])
        for paper, proposals in zip(arriving, proposed, strict=True):
            _tally(simulation, survey, paper, proposals)
    return simulation


def months(survey: Survey) -> Iterator[tuple[tuple[Paper, ...], list[Paper]]]:
    """For each month, the papers published before it and those published in it; papers of unknown date are neither."""
    dated = [paper for paper in survey.papers if paper.published]
    for month in sorted({(paper.published or "")[:7] for paper in dated}):
        if month >= FIRST:
            before = tuple(paper for paper in dated if (paper.published or "") < month)
            yield before, [paper for paper in dated if (paper.published or "")[:7] == month]


def _tally(simulation: Simulation, survey: Survey, paper: Paper, proposals: Proposals) -> None:
    if paper.status == Status.EXCLUDED:
        simulation.count("reason", proposals.reasons, paper.reason or "")
        return
    simulation.count("topic", proposals.topics, paper.primary_topic or "")
    simulation.count("topic, any of its own", proposals.topics, *paper.topics)
    for one in survey.fields.of("paper"):
        if one.type == FieldType.TERM:
            value = NOT_STATED if paper.fields.get(one.id) == NOT_STATED else "".join(paper.terms(one.id))
            simulation.count(one.id, proposals.fields[one.id], value)


def main() -> None:
    """Simulate on the survey of this repository, and print how often proposals are right."""
    survey = load(REPOSITORY).survey
    assert survey is not None
    simulation = simulate(survey)
    table = Table(title=f"Proposals for papers from {FIRST} on, month by month", title_justify="left")
    for head in ("what", "papers", "first is right", "one of three", "mean probability"):
        table.add_column(head, justify="left" if head == "what" else "right")
    for what, tally in simulation.tallies.items():
        shares = (tally.first, tally.three, tally.likely)
        table.add_row(what, str(tally.papers), *(f"{share / max(1, tally.papers):.3f}" for share in shares))
    console = Console(width=110)
    console.print(table)
    console.print(f"Learning takes {max(simulation.learning):.2f} s at most.")


if __name__ == "__main__":
    main()
