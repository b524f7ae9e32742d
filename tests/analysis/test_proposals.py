"""What is proposed for a new paper, why, and how often it is what a curator chose."""

from collections import Counter

import pytest
from livingsurvey.analysis.proposals import Proposals, Proposer
from livingsurvey.model import Paper, Status, Survey, Term

from tests.builders import paper, survey, topic

FLOORS = {"topic-1": 0.68, "topic-3": 0.86, "any-topic-1": 0.80, "kind-1": 0.69, "kind-3": 0.93}

CATS = "Cats purr and sleep on warm stoves all day."
ROCKETS = "Rocket engines burn fuel and fly to orbit."


def small() -> Survey:
    """Two topics and two kinds, two papers in each."""
    given = {"cats": CATS, "rockets": ROCKETS}
    kinds = {"cats": "survey", "rockets": "method"}
    papers = [
        paper(f"{name}-{n}", title=f"On {name} {n}", abstract=text, topics=(name,), kind=kinds[name])
        for name, text in given.items()
        for n in (1, 2)
    ]
    terms = (
        Term(id="survey", name="survey", definition="A review."),
        Term(id="method", name="method", definition="New."),
    )
    topics = (topic("all"), topic("cats", "all"), topic("rockets", "all"))
    return survey(*papers, topics=topics, vocabulary={"kinds": terms})


def leave_one_out(real: Survey) -> tuple[dict[str, float], int]:
    """How often the first proposal, and one of the first three, is what a curator chose for an included paper."""
    proposer = Proposer(real)
    papers = [p for p in real.papers if p.status == Status.INCLUDED and p.topics and p.fields.get("kind")]
    hits: Counter[str] = Counter()
    for one in papers:
        hits.update(_hits(one, proposer.propose(one.title, one.abstract, leave_out=one.key)))
    return {name: hits[name] / len(papers) for name in FLOORS}, len(papers)


def _hits(one: Paper, proposed: Proposals) -> list[str]:
    topics = [proposal.value for proposal in proposed.topics]
    kinds = [proposal.value for proposal in proposed.fields["kind"]]
    told = {
        "topic-1": topics[:1] == [one.primary_topic],
        "topic-3": one.primary_topic in topics,
        "any-topic-1": bool(topics) and topics[0] in one.topics,
        "kind-1": kinds[:1] == [one.fields.get("kind")],
        "kind-3": one.fields.get("kind") in kinds,
    }
    return [name for name, hit in told.items() if hit]


def test_a_paper_left_out_is_proposed_what_a_curator_chose(real_survey: Survey) -> None:
    shares, papers = leave_one_out(real_survey)
    print(papers, {name: round(share, 3) for name, share in shares.items()})
    assert papers > 400
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}


def test_the_topic_and_kind_of_the_closest_papers_come_first_with_those_papers() -> None:
    proposed = Proposer(small()).propose("Why cats purr", "A cat purrs on warm stoves.")
    assert (proposed.topics[0].value, proposed.fields["kind"][0].value) == ("cats", "survey")
    assert [neighbour.key for neighbour in proposed.topics[0].because] == ["cats-1", "cats-2"]
    assert 0 < proposed.neighbours[0].similarity <= 1


def test_an_area_is_never_proposed() -> None:
    proposed = Proposer(small()).propose("All about all", CATS + ROCKETS)
    assert {proposal.value for proposal in proposed.topics} == {"cats", "rockets"}


def test_an_excluded_paper_speaks_for_nothing() -> None:
    held = small()
    out = paper("out", title="Submarines", abstract="Submarines dive deep.", topics=("cats",), status=Status.EXCLUDED)
    proposed = Proposer(survey(*held.papers, out, topics=held.topics)).propose("Submarines", "Submarines dive deep.")
    assert (proposed.topics, proposed.neighbours) == ((), ())


def test_a_definition_alone_is_enough_for_a_proposal() -> None:
    topics = (topic("area"), topic("tides", "area", summary="Tides and the moon."))
    proposed = Proposer(survey(topics=topics)).propose("How the moon makes tides", "")
    assert [(p.value, p.because) for p in proposed.topics] == [("tides", ())]


@pytest.mark.parametrize("text", ["", "the of and", "日本語", "\x00", "x " * 10_000])
def test_a_text_that_says_nothing_is_proposed_nothing(text: str) -> None:
    proposed = Proposer(small()).propose(text, text)
    assert (proposed.topics, proposed.fields, proposed.neighbours) == ((), {"kind": ()}, ())


def test_an_empty_survey_proposes_nothing() -> None:
    proposed = Proposer(survey()).propose("Anything", CATS)
    assert (proposed.topics, proposed.fields, proposed.neighbours) == ((), {"kind": ()}, ())


def test_a_paper_left_out_does_not_speak_for_itself() -> None:
    proposed = Proposer(small()).propose("On cats 1", CATS, leave_out="cats-1")
    assert [neighbour.key for neighbour in proposed.neighbours] == ["cats-2"]


def test_the_same_text_is_proposed_the_same() -> None:
    assert Proposer(small()).propose("Cats", CATS) == Proposer(small()).propose("Cats", CATS)
