"""How well claims are proposed: papers of 2025 as if they arrived by month, each month knowing only what came before.

A proposal is right where a claim of its paper has the same sentence, or a piece of it, and the same number; each claim
counts for one proposal. Included papers count, also those of which readers made no claim.
"""

from collections import Counter
from collections.abc import Iterator

from livingsurvey.analysis.claim_mentions import bare_formula, text_of
from livingsurvey.analysis.proposed_claims import ClaimProposer, ProposedClaim
from livingsurvey.model import Claim, Paper, Status, Survey
from livingsurvey.store import load

from tests.builders import REPOSITORY

_FIRST = "2025-01"


def simulate(survey: Survey, first: str = _FIRST) -> Counter[str]:
    """Propose claims for each included paper since a month, with what was known before its own month.

    Args:
        survey: the papers, with the claims that readers made.
        first: the first month, ``2025-01``.

    Returns:
        How many ``papers``, ``claims``, ``proposals`` and ``found``; of those found, with the right ``form``,
        ``measure``, ``bound`` and ``unit``.
    """
    counts: Counter[str] = Counter()
    included = [paper for paper in survey.papers if paper.status == Status.INCLUDED]
    for month in sorted({_month(paper) for paper in included if _month(paper) >= first}):
        known = ClaimProposer(survey, frozenset(paper.key for paper in survey.papers if _month(paper) >= month))
        for paper in (paper for paper in included if _month(paper) == month):
            counts.update(judged(paper, known.propose(text_of(paper)), survey))
    return counts


def unlearned(survey: Survey, first: str = _FIRST) -> Counter[str]:
    """The same where a survey has no claims yet, and general weights and its vocabularies must do."""
    nothing = ClaimProposer(survey, frozenset(survey.paper))
    papers = [one for one in survey.papers if one.status == Status.INCLUDED and _month(one) >= first]
    return sum((judged(one, nothing.propose(text_of(one)), survey) for one in papers), Counter())


def judged(paper: Paper, proposals: tuple[ProposedClaim, ...], survey: Survey) -> Counter[str]:
    """Compare what is proposed for a paper with the claims that readers made of it."""
    counts = Counter(papers=1, claims=len(paper.claims), proposals=len(proposals))
    grouping = survey.fields.grouping
    for claim, proposed in matched(paper, proposals):
        ours, theirs = proposed.claim.change, claim.change
        counts["found"] += 1
        counts["form"] += ours.form == theirs.form
        counts["bound"] += ours.bound == theirs.bound
        counts["unit"] += ours.unit == theirs.unit
        counts["measure"] += grouping is not None and proposed.claim.terms(grouping.id) == claim.terms(grouping.id)
    return counts


def matched(paper: Paper, proposals: tuple[ProposedClaim, ...]) -> Iterator[tuple[Claim, ProposedClaim]]:
    """The claims of a paper that are proposed, each with its proposal."""
    left = list(proposals)
    for claim in paper.claims:
        same = [one for one in left if _same_quote(claim.quote, one.claim.quote) and _same_number(claim, one.claim)]
        same.sort(key=lambda one: one.claim.fields != claim.fields)
        if same:
            left.remove(same[0])
            yield claim, same[0]


def _same_quote(one: str, other: str) -> bool:
    ours, theirs = " ".join(one.split()), " ".join(other.split())
    return ours in theirs or theirs in ours


def _same_number(one: Claim, other: Claim) -> bool:
    ours, theirs = one.change, other.change
    if ours.value is None:
        formulas = (bare_formula(ours.to or ""), bare_formula(theirs.to or ""))
        return ours.form == theirs.form and theirs.value is None and formulas[0] == formulas[1]
    return (ours.value, ours.low) == (theirs.value, theirs.low)


def _month(paper: Paper) -> str:
    return (paper.published or "")[:7]


def shares(counts: Counter[str]) -> dict[str, float]:
    """Recall and precision, and of the claims that were found, the share of which each part is right."""
    found = max(1, counts["found"])
    parts = {part: counts[part] / found for part in ("form", "measure", "bound", "unit")}
    return {
        "recall": counts["found"] / max(1, counts["claims"]),
        "precision": counts["found"] / max(1, counts["proposals"]),
    } | parts


if __name__ == "__main__":
    read = load(REPOSITORY).survey
    assert read is not None
    for title, told in (("Learned month by month", simulate(read)), ("Without any claims", unlearned(read))):
        print(f"{title}: {', '.join(f'{count} {name}' for name, count in told.items())}")
        print("\n".join(f"{name:>10}: {share:.3f}" for name, share in shares(told).items()))
