"""Papers as a tree: by the values of one field, within each by those of the next, and so on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from livingsurvey.analysis.costs import cost_claims
from livingsurvey.analysis.index_entries import current_term
from livingsurvey.model import Claim, Paper, Survey, SurveyField

#: A paper, and one value for each level of a tree; ``None`` where none is stated.
_Path = tuple[str | None, ...]


class Branch(NamedTuple):
    """Papers with the same value on a level: the id of a term, or ``None`` where none is stated.

    ``folded`` says for how many branches it stands, where it is one for all small ones; its value means nothing then.
    """

    value: str | None
    papers: tuple[Paper, ...]
    branches: tuple["Branch", ...] = ()
    folded: int = 0

    @property
    def leaves(self) -> tuple["Branch", ...]:
        """The branches at its ends; itself where it has none."""
        return tuple(leaf for branch in self.branches for leaf in branch.leaves) or (self,)


def tree_levels(survey: Survey, papers: Iterable[Paper]) -> tuple[SurveyField, ...]:
    """The levels of the taxonomy that a survey asks for: its fields with terms of which the papers have any.

    Args:
        survey: whose settings name fields of papers and of claims.
        papers: those of the tree; a field that is filled for none of them is no level.
    """
    known = {field.id: field for field in survey.fields.with_terms if field.of != "topic"}
    listed = list(papers)
    claims = [claim for paper in listed for claim in cost_claims(survey, paper)]
    stated = {("paper", name) for paper in listed for name in paper.fields}
    stated |= {("claim", name) for claim in claims for name in claim.fields}
    levels = (known[name] for name in survey.settings.taxonomy if name in known)
    return tuple(field for field in levels if (field.of, field.id) in stated)


def grow(survey: Survey, papers: Iterable[Paper], levels: Sequence[SurveyField]) -> tuple[Branch, ...]:
    """The tree of some papers. A paper with several values on a level is in several branches.

    Branches are in the order of their vocabulary, so that trees of several sets of papers can be compared, and what
    is not stated comes last. Values of fields of claims are those of its results that state a cost.

    Args:
        survey: whose vocabularies give the order.
        papers: in the order that they have in each branch.
        levels: a field for each level, the first one at the root.
    """
    placed = [(path, paper) for paper in papers for path in dict.fromkeys(_paths(survey, paper, levels))]
    return _branches(placed, [_order(survey, field) for field in levels])


def folded(branches: tuple[Branch, ...], most: int) -> tuple[Branch, ...]:
    """The tree with so many leaves at most: in each branch of the first level, the smallest leaves become one.

    Args:
        branches: of the first level.
        most: how many leaves there may be.
    """
    least = 1
    tree = branches
    largest = max((len(leaf.papers) for branch in branches for leaf in branch.leaves), default=0)
    while _leaves(tree) > most and least <= largest:
        least += 1
        tree = tuple(_without_small(branch, least) for branch in branches)
    return tree if _leaves(tree) <= most else (*tree[: most - 1], _one(tree[most - 1 :]))


def _leaves(branches: tuple[Branch, ...]) -> int:
    return sum(len(branch.leaves) for branch in branches)


def _without_small(branch: Branch, least: int) -> Branch:
    """A branch of the first level whose leaves of fewer papers are one, if there are several of them."""
    small = [leaf for leaf in branch.leaves if len(leaf.papers) < least]
    if len(small) < 2 or not branch.branches:
        return branch
    kept = tuple(_pruned(child, least) for child in branch.branches)
    return branch._replace(branches=(*(child for child in kept if child), _one(small)))


def _pruned(branch: Branch, least: int) -> Branch | None:
    """A branch without its small leaves; nothing where all are small."""
    if not branch.branches:
        return branch if len(branch.papers) >= least else None
    kept = tuple(child for one in branch.branches if (child := _pruned(one, least)))
    return branch._replace(branches=kept, papers=_papers(kept)) if kept else None


def _one(branches: Sequence[Branch]) -> Branch:
    """One branch for many."""
    return Branch(None, _papers(branches), folded=len(branches))


def _papers(branches: Iterable[Branch]) -> tuple[Paper, ...]:
    """The papers of some branches, each once."""
    return tuple({paper.key: paper for branch in branches for paper in branch.papers}.values())


def _paths(survey: Survey, paper: Paper, levels: Sequence[SurveyField]) -> Iterator[_Path]:
    """The ways to a paper: those of each of its costs, since values of one claim belong together."""
    of_claims = any(field.of == "claim" for field in levels)
    claims: Sequence[Claim | None] = (cost_claims(survey, paper) if of_claims else ()) or [None]
    for claim in claims:
        yield from product(*(_values(survey, claim if field.of == "claim" else paper, field) for field in levels))


def _values(survey: Survey, owner: Paper | Claim | None, field: SurveyField) -> list[str | None]:
    names = owner.terms(field.id) if owner else ()
    terms = ((name, current_term(survey, field.vocabulary or "", name)) for name in names)
    return list(dict.fromkeys(term.id if term else name for name, term in terms)) or [None]


def _order(survey: Survey, field: SurveyField) -> Callable[[str | None], tuple[int, str]]:
    """The place of a value: as in the vocabulary; then what is not in it, and what is not stated."""
    place = {term.id: n for n, term in enumerate(survey.vocabulary.get(field.vocabulary or "", ()))}
    return lambda value: (place.get(value or "", len(place) + (value is None)), value or "")


def _branches(
    placed: Sequence[tuple[_Path, Paper]], orders: Sequence[Callable[[str | None], tuple[int, str]]]
) -> tuple[Branch, ...]:
    if not orders:
        return ()
    groups: dict[str | None, list[tuple[_Path, Paper]]] = {}
    for path, paper in placed:
        groups.setdefault(path[0], []).append((path[1:], paper))
    return tuple(
        Branch(
            value,
            tuple({paper.key: paper for _, paper in groups[value]}.values()),
            _branches(groups[value], orders[1:]),
        )
        for value in sorted(groups, key=orders[0])
    )
