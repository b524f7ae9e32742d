"""From a graph of similar papers to the plane, with NumPy alone and the same result every time.

The beginning is spectral: the graph's slowest vibrations. Then papers that are similar attract and others repel
each other, as in UMAP (McInnes, Healy and Melville, 2018), with repulsion from a sample of the others drawn by a
fixed seed, so that the work grows linearly with the number of papers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from livingsurvey.model import Point

_SEED = 20_240_501
_ROUNDS = 60  # of the power iteration that finds the spectral beginning
_OTHERS = 24  # papers that each is repelled by in an epoch
_REPULSION = 0.05
_FARTHEST = 4.0  # a step in one epoch
_PULL = 0.02  # towards the middle, so that papers without neighbours do not drift away

Array = Any  # of numbers; NumPy's own types say no more here
WeightedLink = tuple[int, int, float]


def embed(links: Sequence[WeightedLink], count: int, epochs: int) -> Array:
    """Position ``count`` papers in the plane; ``links`` are pairs of them (by position) and their similarity.

    Args:
        links: pairs of papers, by number, and their similarity.
        count: how many papers there are.
        epochs: rounds of attraction and repulsion.
    """
    if count < 3 or not links:
        return np.random.default_rng(_SEED).standard_normal((count, 2))
    graph = _graph(links, count)
    points: Array = _spectral(graph, count)
    chance = np.random.default_rng(_SEED)
    for epoch in range(epochs):
        shift = _forces(points, graph, chance.integers(0, count, (count, _OTHERS)))
        length = np.maximum(1.0, np.linalg.norm(shift, axis=1, keepdims=True) / _FARTHEST)
        points = points + (1 - epoch / epochs) * shift / length
    return points


def _graph(links: Sequence[WeightedLink], count: int) -> tuple[Array, Array, Array]:
    """Both directions of every link; a weight is the similarity as a share of the strongest at either end."""
    start, end, score = np.array(links, dtype=float).reshape(-1, 3).T
    one, two = start.astype(int), end.astype(int)
    strongest = np.zeros(count)
    np.maximum.at(strongest, one, score)
    share = score / np.maximum(strongest[one], 1e-9)
    return np.concatenate([one, two]), np.concatenate([two, one]), np.concatenate([share, share])


def _spectral(graph: tuple[Array, Array, Array], count: int) -> Array:
    """The first two directions, after the constant one, in which linked papers differ least."""
    one, two, share = graph
    degree = np.bincount(one, share, count) + 1e-3
    weight = share / np.sqrt(degree[one] * degree[two])
    constant = np.sqrt(degree / degree.sum())[:, None]
    basis: Array = np.random.default_rng(_SEED).standard_normal((count, 2))
    for _ in range(_ROUNDS):
        moved = np.stack([np.bincount(one, weight * column[two], count) for column in basis.T], axis=1)
        moved = moved + basis  # makes every eigenvalue positive, so that none that is negative comes first
        basis, _ = np.linalg.qr(moved - constant * (constant.T @ moved))
    spread = basis / np.maximum(np.abs(basis).max(axis=0), 1e-9)
    return 10 * np.sign(spread) * np.sqrt(np.abs(spread))  # few papers are far out; this evens it


def _forces(points: Array, graph: tuple[Array, Array, Array], others: Array) -> Array:
    """Attraction along links, repulsion from others, and a slight pull to the middle."""
    one, two, share = graph
    apart = points[two] - points[one]
    pull = (share / (1 + (apart**2).sum(axis=1)))[:, None] * apart
    drawn = np.stack([np.bincount(one, column, len(points)) for column in pull.T], axis=1)
    away = points[:, None, :] - points[others]
    square = (away**2).sum(axis=2)
    push = (away / ((0.05 + square) * (1 + square))[:, :, None]).sum(axis=1)
    return drawn + _REPULSION * len(points) / _OTHERS * push - _PULL * points


def fit(points: Array, noted: Mapping[int, Point], size: tuple[int, int], edge: int) -> list[Point]:
    """Turn and scale points to fill a map, as close as can be to the positions ``noted`` for some.

    Args:
        points: of the papers, in any scale.
        noted: positions that some papers have already, by number.
        size: width and height of the map.
        edge: what stays free around it.
    """
    centred = points - np.median(points, axis=0)
    box = np.array(size, dtype=float)
    turned = centred @ _turn_to(centred, noted, box) if len(noted) > 2 else centred @ _principal(centred)
    low, high = (turned.min(axis=0), turned.max(axis=0)) if len(turned) > 1 else (turned[0] - 1, turned[0] + 1)
    share = (turned - low) / np.maximum(high - low, 1e-9)
    return [(float(x), float(y)) for x, y in edge + share * (box - 2 * edge)]


def _principal(points: Array) -> Array:
    """The rotation that lays the longest direction across; signs are fixed, so that it is always the same one."""
    _, _, rows = np.linalg.svd(points, full_matrices=False)
    if rows.shape != (2, 2):
        return np.eye(2)
    return (rows * np.where(rows[:, :1] < 0, -1, 1)).T


def _turn_to(points: Array, noted: Mapping[int, Point], box: Array) -> Array:
    """The rotation or reflection closest to the noted places (orthogonal Procrustes, Schönemann 1966)."""
    rows = list(noted)
    target = np.array([noted[row] for row in rows]) - box / 2
    left, _, right = np.linalg.svd(points[rows].T @ target)
    return left @ right
