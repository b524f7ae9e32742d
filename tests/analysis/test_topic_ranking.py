"""Which topic a text has first, where papers and definitions are few."""

import numpy as np
import pytest
from livingsurvey.analysis.topic_ranking import Texts, TopicRanking
from scipy.sparse import csr_array

WORDS = np.eye(4)


def texts(*words: int) -> Texts:
    """Texts of one word each, which is also their title."""
    rows = csr_array(WORDS[list(words)].reshape(-1, 4))
    return Texts(rows, rows)


def ranking(papers: Texts, given: list[list[int]], areas: tuple[int, ...] = (0, 0)) -> TopicRanking:
    """Two topics, defined by the words 0 and 1."""
    return TopicRanking(papers, given, csr_array(WORDS[:2]), areas)


def test_the_topic_whose_papers_have_the_words_comes_first() -> None:
    likely = ranking(texts(2, 3), [[0], [1]]).probabilities(texts(2, 3))
    assert likely.argmax(axis=1).tolist() == [0, 1]


def test_the_topic_that_is_first_of_its_papers_counts_more_than_a_further_one() -> None:
    likely = ranking(texts(2, 2), [[1, 0], [1, 0]]).probabilities(texts(2))
    assert likely[0, 1] > 0.5


def test_without_papers_definitions_decide() -> None:
    likely = ranking(texts(), []).probabilities(texts(0, 1))
    assert likely.argmax(axis=1).tolist() == [0, 1]
    assert likely.sum(axis=1) == pytest.approx([1, 1])


def test_a_paper_left_out_does_not_speak_for_its_topic() -> None:
    ranked = ranking(texts(2, 3), [[0], [1]])
    assert ranked.similarity(texts(2), np.array([0]))[0] == pytest.approx([0, 0])
    assert ranked.similarity(texts(2))[0, 0] > 0.5


def test_papers_of_an_area_speak_for_its_other_topics() -> None:
    shared = ranking(texts(2), [[0]], (0, 0)).probabilities(texts(2))[0, 1]
    apart = ranking(texts(2), [[0]], (0, 1)).probabilities(texts(2))[0, 1]
    assert shared > apart


def test_without_topics_nothing_is_ranked() -> None:
    assert TopicRanking(texts(2), [[]], csr_array((0, 4)), ()).probabilities(texts(2)).shape == (1, 0)
