"""How alike papers are: what counts, how much, and that the work stays linear."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.similarity import About, Similarity, Traits, traits_of
from livingsurvey.analysis.sparse_rows import SparseRows
from livingsurvey.model import Survey
from scipy.sparse import csr_array

from tests.builders import paper, survey

WORDS = "coral reef bleaching heat stress larvae settlement algae symbiosis tide".split()


def traits(text: str, headline: str = "", topics: tuple[str, ...] = (), heading: str = "") -> Traits:
    return Traits(text, headline, topics, heading)


def scattered(count: int) -> list[Traits]:
    """Texts of three words each; neighbours share two of them."""
    return [traits(" ".join(WORDS[(n + step) % len(WORDS)] for step in range(3))) for n in range(count)]


def near_of(papers: Sequence[Traits]) -> tuple[dict[int, float], ...]:
    return tuple(Similarity(papers).near())


def shared(papers: Sequence[Traits]) -> list[str]:
    """What the texts of the first two share."""
    return About(Similarity(papers), [[] for _ in papers], [[] for _ in papers]).shared_at_all([(0, 1)])[0]


def as_scipy(matrix: SparseRows) -> Any:
    return csr_array((matrix.data, matrix.indices, matrix.indptr), shape=matrix.shape)


def one_by_one(similarity: Any) -> tuple[dict[int, float], ...]:
    """What is nearest to each paper, computed for one after the other and all at once: slow, and plain to read."""
    words, more = as_scipy(similarity.words), as_scipy(similarity._more)
    scores = (words @ words.T).tocsr()
    scores.sort_indices()
    found = []
    for row in range(scores.shape[0]):
        span = slice(scores.indptr[row], scores.indptr[row + 1])
        columns, values = scores.indices[span], scores.data[span]
        best = np.argsort(-values, kind="stable")[:121]
        columns, values = columns[best], values[best]
        values = values + (more[columns] @ more[[row]].T).toarray().ravel()
        order = np.lexsort((columns, -values))
        found.append({int(columns[n]): float(values[n]) for n in order if columns[n] != row})
    return tuple(found)


def ordered(near: Sequence[dict[int, float]]) -> list[list[tuple[int, float]]]:
    return [[*one.items()] for one in near]


def test_no_papers_are_like_nothing() -> None:
    assert near_of([]) == ()


def test_texts_alike_are_near_and_others_are_not() -> None:
    near = near_of([traits("coral reef"), traits("coral reef"), traits("tide pools")])
    assert list(near[0]) == [1]
    assert near[0][1] == pytest.approx(1)
    assert near[2] == {}


@pytest.mark.parametrize(
    "more",
    [{"topics": ("reefs",)}, {"heading": "survey"}, {"headline": "larvae settle"}],
    ids=["topic", "heading", "title"],
)
def test_what_curators_say_makes_papers_with_equal_texts_nearer(more: dict[str, str]) -> None:
    one, two = traits("coral reef", **more), traits("coral reef", **more)  # type: ignore[arg-type]
    near = near_of([one, traits("coral reef"), two, traits("tide")])[0]
    assert list(near) == [2, 1]


def test_a_first_topic_in_common_counts_more_than_a_further_one() -> None:
    papers = [traits("coral", topics=("a", "b")), traits("coral", topics=("a",)), traits("coral", topics=("b",))]
    near = near_of([*papers, traits("tide", topics=("c",)), traits("tide", topics=("c",))])[0]
    assert list(near) == [1, 2]


def test_a_paper_without_curation_is_compared_by_its_text() -> None:
    here = survey(paper("one", title="Coral", abstract="Heat"), paper("two", title="Coral", abstract="Heat"))
    assert list(near_of([traits_of(here, one) for one in here.papers])[0]) == [1]


def test_shared_terms_are_the_telling_ones_first() -> None:
    texts = ["coral reef heat", "coral reef tide", "coral tide", "heat tide"]
    assert shared([traits(text) for text in texts])[0] in {"coral reef", "reef"}


def test_a_term_of_many_papers_says_nothing_about_two() -> None:
    many = [traits(f"coral {WORDS[n % 10]} x{n // 2}") for n in range(100)]
    assert "coral" not in shared(many)
    assert "x0" in shared(many)


def test_of_many_papers_only_a_bounded_number_is_compared() -> None:
    assert max(len(near) for near in near_of(scattered(600))) <= 120


def test_papers_are_compared_as_one_by_one(real_survey: Survey) -> None:
    similarity = Similarity([traits_of(real_survey, one) for one in real_survey.papers])
    assert ordered([*similarity.near()]) == ordered(one_by_one(similarity))


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=200), st.integers(1, 40))
@settings(deadline=None, max_examples=50)
def test_any_papers_are_compared_as_one_by_one(texts: list[list[str]], topics: int) -> None:
    papers = [traits(" ".join(text), " ".join(text[:2]), (str(n % topics),)) for n, text in enumerate(texts)]
    similarity = Similarity(papers)
    assert ordered([*similarity.near()]) == ordered(one_by_one(similarity))
