"""From what is known of one paper to its finished file, with proposals from the papers that resemble it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from livingsurvey.analysis.proposals import Proposal, Proposals, Proposer
from livingsurvey.commands.new.draft_paper import draft
from livingsurvey.importers.duplicates import Duplicate, find_duplicates
from livingsurvey.importers.identifiers import arxiv_id, doi
from livingsurvey.model import Survey, derive_key, is_key
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.services.paper_query import Query
from livingsurvey.store.transaction import FileChange


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper's file that is not written yet: its ``key``, its bytes, and what was proposed."""

    key: str
    data: bytes
    candidate: Candidate
    proposals: Proposals = field(default_factory=Proposals)

    @property
    def change(self) -> FileChange:
        """The change that writes it; it is refused where such a file exists."""
        return FileChange(f"content/papers/{self.key}.md", None, self.data)


def duplicates_of(survey: Survey, query: Query | None, candidate: Candidate | None) -> list[Duplicate]:
    """Papers of the survey that seem to be the one that is asked for, or was found.

    Args:
        survey: the papers.
        query: what was asked for, if it was a line.
        candidate: what was found, if anything was.
    """
    facts = candidate.facts if candidate else {}
    given = query.value if query else ""
    title = candidate.title if candidate else given if query and query.kind == "title" else ""
    asked = {"arxiv": arxiv_id(given), "doi": doi(given)}
    return find_duplicates(survey.papers, title, {**asked, **facts})


def compose(survey: Survey, candidate: Candidate, key: str | None = None) -> Composed:
    """Make the file of a paper that the survey does not have.

    Raises:
        InvalidKeyError: when ``key`` is no key or is taken, or none can be derived from the title.
    """
    taken = {old for paper in survey.papers for old in (paper.key, *paper.aliases)}
    if key and (not is_key(key) or key in taken):
        raise InvalidKeyError(
            f"«{key}» is {'taken' if key in taken else 'no key: lower-case letters, digits and hyphens'}"
        )
    chosen = key or derive_key(candidate.title, taken)
    proposals = Proposer(survey).propose(candidate.title, candidate.abstract)
    proposed = {
        **{name: [(one.value, because(one)) for one in found] for name, found in proposals.fields.items()},
        "topics": [(f"[{proposal.value}]", because(proposal)) for proposal in proposals.topics],
    }
    return Composed(chosen, draft(chosen, candidate, proposed, survey.fields), candidate, proposals)


def because(proposal: Proposal) -> str:
    """Why something is proposed: how close the text is to it, and which papers speak for it."""
    witnesses: Sequence[str] = [f"{n.key} ({n.similarity:.2f})" for n in proposal.because]
    like = f", like {', '.join(witnesses)}" if witnesses else ", by its definition"
    return f"{proposal.similarity:.2f}{like}"
