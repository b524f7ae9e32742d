"""What is proposed for a new paper, why, and how often it is what a curator chose."""

from collections import Counter

import pytest
from livingsurvey.analysis import proposals
from livingsurvey.analysis.proposals import Proposals, Proposer
from livingsurvey.model import FieldTable, Paper, Status, Survey, Term

from tests.bench.simulated import simulate
from tests.builders import paper, survey, topic

FLOORS = {"topic-1": 0.69, "topic-3": 0.87, "any-topic-1": 0.82, "kind-1": 0.76, "kind-3": 0.94}

#: How often the first proposal is right for papers that arrive month by month.
ARRIVING = {"topic": 0.68, "topic, any of its own": 0.84, "kind": 0.75, "reason": 0.9, "stage": 0.68}

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


def test_what_is_proposed_for_papers_as_they_arrive_is_often_right(real_survey: Survey) -> None:
    tallies = simulate(real_survey).tallies
    shares = {what: tallies[what].share for what in ARRIVING}
    assert tallies["topic"].papers > 100
    assert {what: share for what, share in shares.items() if share < ARRIVING[what]} == {}


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


REASONS = (
    Term(id="no-animal", name="no animal", definition="Nothing in it is alive."),
    Term(id="too-old", name="too old", definition="It was published long ago."),
)


def with_excluded() -> Survey:
    """The small survey, and four papers that were excluded for two reasons."""
    out = [
        paper(f"out-{n}", title=title, abstract=text, status=Status.EXCLUDED, reason=reason)
        for n, (title, text, reason) in enumerate(
            [
                ("Stones", "Stones lie in the sun on warm stoves.", "no-animal"),
                ("More stones", "Stones lie in the rain.", "no-animal"),
                ("Historic cats", "Historic cats of antiquity purr.", "too-old"),
                ("Historic stoves", "Historic stoves of antiquity.", "too-old"),
            ]
        )
    ]
    held = small()
    return survey(*held.papers, *out, topics=held.topics, vocabulary={**held.vocabulary, "reasons": REASONS})


def test_the_reason_of_the_excluded_papers_that_are_alike_comes_first() -> None:
    proposer = Proposer(with_excluded())
    for text, reason in (("Historic cats sleep in antiquity.", "too-old"), ("Stones on warm stoves.", "no-animal")):
        proposed = proposer.propose("A study", text)
        assert proposed.reasons[0].value == reason
        assert proposed.reasons[0].because == ()
        assert not {n.key for n in proposed.neighbours} & {f"out-{n}" for n in range(4)}


def test_a_survey_without_excluded_papers_proposes_reasons_by_their_definitions() -> None:
    held = small()
    proposer = Proposer(survey(*held.papers, topics=held.topics, vocabulary={"reasons": REASONS}))
    proposed = proposer.propose("Cats published long ago", "Cats, published long ago.")
    assert [reason.value for reason in proposed.reasons][:1] == ["too-old"]


def test_probabilities_fall_and_come_to_no_more_than_one() -> None:
    proposed = Proposer(with_excluded()).propose("Why cats purr", "A cat purrs on warm stoves.")
    for ranked in (proposed.topics, proposed.fields["kind"], proposed.reasons):
        likely = [one.probability for one in ranked]
        assert likely == sorted(likely, reverse=True)
        assert 0 < sum(likely) <= 1 + 1e-9


def test_what_was_not_stated_can_be_proposed() -> None:
    given = [(n, "method" if n % 2 else "not stated") for n in range(8)]
    texts = {"method": "We propose a method for cats.", "not stated": "Cats and more cats, without a word on it."}
    papers = [paper(f"p-{n}", title=f"Cats {n}", abstract=texts[kind], kind=kind) for n, kind in given]
    proposed = Proposer(survey(*papers, vocabulary=small().vocabulary)).propose("Cats 9", texts["not stated"])
    assert proposed.fields["kind"][0].value == "not stated"


def test_what_the_text_names_is_listed_for_each_field_of_several_terms() -> None:
    models = (Term(id="catnet", name="CatNet", definition="A model.", synonyms=("Cat Network",)),)
    held = survey(*small().papers, topics=small().topics, vocabulary={"models": models})
    proposed = Proposer(held).propose("A Cat Network for all", "CatNet purrs.")
    assert proposed.named == {"benchmarks": (), "models": ("CatNet",), "methods": ()}


def test_a_neighbour_says_what_both_texts_name_and_say() -> None:
    models = (Term(id="catnet", name="CatNet", definition="A model."),)
    papers = [paper("one", title="Purring", abstract="CatNet purrs on warm stoves.", models=["CatNet"], kind="survey")]
    proposed = Proposer(survey(*papers, vocabulary={"models": models})).propose("Warm stoves", "With CatNet.")
    assert proposed.neighbours[0].key == "one"
    assert proposed.neighbours[0].shared[0] == "CatNet"
    assert set(" ".join(proposed.neighbours[0].shared[1:]).split()) == {"warm", "stove"}


@pytest.mark.parametrize("papers", range(6))
def test_few_papers_are_enough_to_propose(papers: int) -> None:
    held = small()
    few = survey(*held.papers[:papers], topics=held.topics, vocabulary=held.vocabulary)
    assert [one.value for one in Proposer(few).propose("Cats purr", CATS).topics][:1] == ["cats"]


def test_a_paper_without_an_abstract_is_proposed_by_its_title() -> None:
    assert Proposer(small()).propose("Cats purr on stoves", "").topics[0].value == "cats"


def test_a_survey_without_fields_proposes_topics() -> None:
    bare = survey(*small().papers, topics=small().topics, fields=FieldTable(()))
    proposed = Proposer(bare).propose("Cats purr", CATS)
    assert (proposed.topics[0].value, proposed.fields, proposed.named) == ("cats", {}, {})


def test_many_texts_are_proposed_what_each_alone_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "_BATCH", 2)
    proposer = Proposer(with_excluded())
    texts = [("Cats", CATS), ("Rockets", ROCKETS), ("", ""), ("Stones", "Stones in the rain.")]
    alone = [proposer.propose(*text) for text in texts]
    for one, other in zip(proposer.propose_all(texts), alone, strict=True):
        assert [t.value for t in one.topics] == [t.value for t in other.topics]
        assert [t.probability for t in one.topics] == pytest.approx([t.probability for t in other.topics])
        assert (one.named, one.neighbours) == (other.named, other.neighbours)
    assert proposer.propose_all([]) == []


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
