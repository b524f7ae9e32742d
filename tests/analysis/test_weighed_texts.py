"""The terms of many texts weigh as much as if each were weighed by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.text_terms import count_terms
from livingsurvey.analysis.tfidf import TermWeights
from livingsurvey.analysis.weighed_texts import weigh_terms
from livingsurvey.model import Survey

TEXTS = ["Sparse attention for long text", "Sparse models, sparse attention", "Pruning of long-range models"]


def assert_weighed_alike(texts: list[str], least: float, most: float) -> None:
    counts = [count_terms(text) for text in texts]
    weights = TermWeights(counts, least, most)
    given, (found, terms) = weights.matrix(counts), weigh_terms(texts, least, lambda count: most)
    assert terms == weights.terms
    assert found.shape == given.shape
    for part in ("indptr", "indices", "data"):
        assert getattr(found, part).tolist() == getattr(given, part).tolist()


_WORDS = st.sampled_from(["coral", "Reef", "the", "Ärmel", "x2", "a×b", ".", "İlk", "coral-reef"])


@given(st.lists(st.lists(_WORDS, max_size=8).map(" ".join), max_size=12), st.integers(1, 3), st.integers(1, 12))
@settings(deadline=None)
def test_many_texts_are_weighed_as_one_by_one(texts: list[str], least: int, most: int) -> None:
    assert_weighed_alike(texts, least, most)


def test_texts_of_the_real_survey_are_weighed_as_one_by_one(real_survey: Survey) -> None:
    assert_weighed_alike([paper.abstract for paper in real_survey.papers] * 9, 2, 1500)


def test_terms_that_too_many_of_the_texts_have_do_not_count() -> None:
    assert weigh_terms(TEXTS, 1, lambda count: count - 1)[1] == TermWeights([*map(count_terms, TEXTS)], 1, 2).terms
