"""Sentences of an abstract that look like results, parsed into proposed claims."""

from dataclasses import dataclass

from livingsurvey.model import Claim, Survey


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim that a reader may make: its sentence and its number as places in the abstract, and how probable it is."""

    claim: Claim
    start: int
    end: int
    figure: tuple[int, int]
    probability: float


class ClaimProposer:
    """Learned from the claims of a survey.

    Args:
        survey: its papers.
        leave_out: keys of papers that are not learned from.
    """

    def __init__(self, survey: Survey, leave_out: frozenset[str] = frozenset()) -> None:
        self._survey = survey

    def propose(self, abstract: str) -> tuple[ProposedClaim, ...]:
        """What an abstract seems to claim, the headline first.

        Args:
            abstract: the text.
        """
        return ()
