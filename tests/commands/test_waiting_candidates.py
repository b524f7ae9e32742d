"""What waits is ranked, and each comes with what is proposed for it."""

import pytest
from livingsurvey.commands.waiting_candidates import WaitingCandidate, waiting_candidates

from tests.builders import paper
from tests.commands.candidates import candidate, excluded, learned

STAR = candidate("new-star", abstract="Stars shine in galaxies.")
REEF = candidate("new-reef")


def test_the_most_promising_comes_first_with_what_is_proposed() -> None:
    reef, star = waiting_candidates(learned(STAR, REEF))
    assert (reef.candidate.key, reef.rank) == ("new-reef", 1)
    assert (star.candidate.key, star.rank) == ("new-star", 2)
    assert reef.probability > 0.5 > star.probability
    assert reef.topics[0].name == "Corals"
    assert reef.proposed == "include in Corals"
    assert star.proposed.startswith("exclude: No ")
    assert {one.id for one in reef.reasons} == {"no-reef", "no-data"}
    assert any(word.casefold().startswith("coral") and weight > 0 for word, weight in reef.words)


def test_what_is_decided_or_a_paper_by_now_does_not_wait() -> None:
    survey = learned(candidate(decision=excluded()), candidate("coral-1"), STAR)
    assert [one.candidate.key for one in waiting_candidates(survey)] == ["new-star"]


def test_papers_without_a_status_are_no_candidates() -> None:
    survey = learned(REEF)
    papers = (*survey.papers, paper("zz", abstract="Corals bleach."))
    assert [one.candidate.key for one in waiting_candidates(learned(REEF, papers=papers))] == ["new-reef"]


def test_only_so_many_are_described_and_those_that_are_asked_for() -> None:
    survey = learned(*(candidate(f"reef-{n}") for n in range(5)), STAR)
    shown = waiting_candidates(survey, 2, {"new-star"})
    assert [one.rank for one in shown] == [1, 2, 6]
    assert shown[-1].candidate.key == "new-star"


def test_nothing_waits_in_a_survey_without_candidates() -> None:
    assert waiting_candidates(learned()) == ()


def test_nothing_is_said_to_be_likely_before_anything_is_decided() -> None:
    undecided = learned(REEF, papers=tuple(paper(f"zz-{n}", abstract="Corals bleach.") for n in range(3)))
    (only,) = waiting_candidates(undecided)
    assert (only.probability, only.words) == (None, ())
    assert only.likelihood == "not known yet"
    assert only.proposed == "nothing before some are decided"


def described(probability: float | None = 0.5, **fields: object) -> WaitingCandidate:
    return WaitingCandidate(candidate(**fields), 1, probability, (), (), (), (), ())


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (1.0, "very likely (99 %)"),
        (0.9, "very likely (90 %)"),
        (0.71, "likely (71 %)"),
        (0.5, "possibly (50 %)"),
        (0.2, "unlikely (20 %)"),
        (0.0, "very unlikely (1 %)"),
    ],
)
def test_a_probability_is_said_in_words_and_is_never_certain(probability: float, said: str) -> None:
    assert described(probability).likelihood == said


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({}, "https://arxiv.org/abs/2611.00001"),
        ({"arxiv": None, "doi": "10.1234/a|b"}, "https://doi.org/10.1234/a%7Cb"),
        ({"arxiv": None, "links": ({"label": "page", "url": "https://github.com/a/b/issues/1"},)}, ""),
    ],
)
def test_only_arxiv_and_dois_are_linked(fields: dict[str, object], address: str) -> None:
    assert described(**fields).address == address


@pytest.mark.parametrize(
    ("names", "said"),
    [((), ""), (("A B",), "A B"), (("A B", "C D"), "A B and C D"), (("A B", "C D", "E F"), "A B et al.")],
)
def test_many_authors_are_cut(names: tuple[str, ...], said: str) -> None:
    assert described(authors=names).authors == said


def test_without_topics_and_reasons_only_the_direction_is_proposed() -> None:
    assert described(0.9).proposed == "include"
    assert described(0.1).proposed == "exclude"


def test_a_work_that_a_candidate_may_be_is_named() -> None:
    survey = learned(candidate("twin", title="Coral 1", authors=(), published=None, arxiv=None), REEF)
    found = {one.candidate.key: one.resembled for one in waiting_candidates(survey)}
    assert [(one.key, one.title) for one in found["twin"]] == [("coral-1", survey.paper["coral-1"].title)]
    assert found["new-reef"] == ()
