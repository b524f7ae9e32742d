"""Whether two papers can be one work, by what is known of both besides their titles."""

from livingsurvey.importers import same_work
from livingsurvey.importers.work import work_of
from livingsurvey.model import Paper


def arxiv_of(paper: Paper) -> str:
    """The arXiv identifier without its version, from the field made for it or from arXiv's own DOI."""
    doi = (paper.doi or "").lower()
    found = paper.arxiv or (doi.removeprefix("10.48550/arxiv.") if doi.startswith("10.48550/arxiv.") else "")
    return found.lower().rpartition("v")[0] if found[-1:].isdigit() and "v" in found[-4:].lower() else found.lower()


def told_apart(one: Paper, other: Paper) -> bool:
    """Whether something that both state shows that they are two works, as an intake would judge."""
    return identified_apart(one, other) or bool(same_work.told_apart(work_of(one), work_of(other)))


def known_alike(one: Paper, other: Paper) -> bool:
    """Whether as much is known of one as of the other: authors and date of both, or of neither."""
    return all(bool(getattr(one, name)) == bool(getattr(other, name)) for name in ("authors", "published"))


def identified_apart(one: Paper, other: Paper) -> bool:
    """Whether two papers have different identifiers of one kind."""
    dois = ((one.doi or "").lower(), (other.doi or "").lower())
    return any(a and b and a != b for a, b in ((arxiv_of(one), arxiv_of(other)), dois))
