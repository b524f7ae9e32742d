"""The drawing of who compares with whom: works on the left, papers that name them on the right.

Both sides are ordered by the barycentre method of layered drawings (Sugiyama, Tagawa and Toda 1981): each side in turn
by the mean place of what its entries are joined with, which leaves few crossings. The number of entries has a limit, so
the drawing takes the same time however many papers there are.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WORKS, PAPERS = 24, 60  # entries of each side at most
WIDTH = 960
_LEFT, _RIGHT = 300, 640  # where the marks of each side are
_ROW = 15  # the height of a paper
_TOP = 12
_SWEEPS = 6  # by then the order hardly changes


class Placed(NamedTuple):
    """An entry of a side, by its key, and how far down it is."""

    key: str
    y: float


class Edge(NamedTuple):
    """A line from a work to a paper, as the path of an SVG."""

    work: str
    paper: str
    path: str


class Drawing(NamedTuple):
    """Works and papers in their places, and the lines between them."""

    works: list[Placed]
    papers: list[Placed]
    edges: list[Edge]
    height: int


def draw(named: Mapping[str, Sequence[str]]) -> Drawing | None:
    """Draw which papers name which works.

    Args:
        named: the keys of papers by the key of the work that they name; the works that matter most first.

    Returns:
        The drawing of the first works and the papers that name them; of more papers than there is room for, those that
        name most of these works. Nothing where no paper names two of them: then nothing is compared.
    """
    works = dict(list(named.items())[:WORKS])
    of_paper: dict[str, list[str]] = {}
    for work, papers in works.items():
        for paper in papers:
            of_paper.setdefault(paper, []).append(work)
    right = sorted(of_paper, key=lambda key: -len(of_paper[key]))[:PAPERS]
    if not right or len(of_paper[right[0]]) < 2:
        return None
    shown = set(right)
    of_work = {work: [paper for paper in papers if paper in shown] for work, papers in works.items()}
    joined = {work: papers for work, papers in of_work.items() if papers}
    left = list(joined)
    for _ in range(_SWEEPS):
        right = _ordered(right, of_paper, left)
        left = _ordered(left, joined, right)
    height = max(len(right), len(left)) * _ROW
    placed = _spread(left, height), _spread(right, height)
    return Drawing(*placed, _edges(joined, *placed), height + 2 * _TOP)


def _ordered(side: Sequence[str], joined: Mapping[str, Sequence[str]], other: Sequence[str]) -> list[str]:
    """A side by the mean place of what each entry is joined with on the other."""
    place = {key: n for n, key in enumerate(other)}
    means = {}
    for key in side:
        places = [place[one] for one in joined[key] if one in place]
        means[key] = sum(places) / len(places)
    return sorted(side, key=means.__getitem__)


def _spread(side: Sequence[str], height: int) -> list[Placed]:
    step = height / len(side)
    return [Placed(key, round(_TOP + (n + 0.5) * step, 1)) for n, key in enumerate(side)]


def _edges(joined: Mapping[str, Sequence[str]], works: list[Placed], papers: list[Placed]) -> list[Edge]:
    place = {placed.key: placed.y for placed in papers}
    middle = (_LEFT + _RIGHT) // 2
    return [
        Edge(work, paper, f"M{_LEFT + 6} {y:g}C{middle} {y:g} {middle} {place[paper]:g} {_RIGHT - 6} {place[paper]:g}")
        for work, y in works
        for paper in joined[work]
    ]
