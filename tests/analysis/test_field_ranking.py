"""Which term of a field a text has: from its signs, and from the papers of its topics."""

import numpy as np
import pytest
from livingsurvey.analysis.field_ranking import FieldRanking, Read
from scipy.sparse import csr_array

WORDS = np.eye(4)
TOPICS = np.array([[1.0, 0.0]] * 6 + [[0.0, 1.0]] * 6)
TERMS = np.repeat(np.eye(2), 6, axis=0)


def read(*words: int, topics: np.ndarray = TOPICS) -> Read:
    """Texts of one sign each."""
    return Read(csr_array(WORDS[list(words)].reshape(-1, 4)), topics)


def ranking(*words: int) -> FieldRanking:
    """Twelve papers, the first six with one term, the others with the other one."""
    return FieldRanking(read(*words), [TERMS], [csr_array((2, 4))])


def test_the_term_of_the_papers_with_the_same_signs_comes_first() -> None:
    (likely,) = ranking(*[0] * 6, *[1] * 6).probabilities(read(0, 1, topics=np.full((2, 2), 0.5)))
    assert likely.argmax(axis=1).tolist() == [0, 1]
    assert likely.sum(axis=1) == pytest.approx([1, 1])


def test_where_signs_say_nothing_the_papers_of_its_topic_do() -> None:
    (likely,) = ranking(*[0] * 12).probabilities(read(0, 0, topics=np.eye(2)))
    assert likely.argmax(axis=1).tolist() == [0, 1]


def test_a_paper_is_judged_by_what_others_have() -> None:
    odd = ranking(3, *[0] * 5, *[1] * 6)
    itself = np.array([0])
    (known,), (unseen,) = odd.similarity(read(3).rows), odd.similarity(read(3).rows, itself)
    assert known[0, 0] > 0.1
    assert unseen[0] == pytest.approx([0, 0])


def test_without_papers_definitions_decide() -> None:
    alone = FieldRanking(read(topics=np.zeros((0, 2))), [np.zeros((0, 2))], [csr_array(WORDS[:2])])
    (likely,) = alone.probabilities(read(0, 1, topics=np.full((2, 2), 0.5)))
    assert likely.argmax(axis=1).tolist() == [0, 1]


def test_without_fields_there_is_nothing_to_rank() -> None:
    assert FieldRanking(read(0, topics=np.ones((1, 1))), [], []).probabilities(read(0, topics=np.ones((1, 1)))) == []
