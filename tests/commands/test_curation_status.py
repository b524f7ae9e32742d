"""How far the curation is: counts, quiet topics, and papers that are named but not here."""

from datetime import UTC, date, datetime

import pytest
from livingsurvey.commands.curation_status import curation_status
from livingsurvey.model import Dates, Paper, Statements, Term, slug

from tests.builders import open_question, paper, survey, topic


def term(name: str, *synonyms: str) -> Term:
    """A method."""
    return Term(id=slug(name), name=name, definition="D.", synonyms=synonyms)


def test_papers_are_told_by_what_they_lack() -> None:
    done = {"status": "included", "kind": "k", "topics": ("t",), "summary": "S."}
    state = curation_status(
        survey(
            paper("done", **done),
            paper("new"),
            paper("half", **done | {"summary": None}),
            paper("out", status="excluded", reason="r"),
            topics=(topic("a"), topic("t", "a")),
        ),
        None,
        6,
    )
    assert (state.unscreened, state.unfinished, state.homeless) == (("new",), ("half",), 1)
    assert (state.papers, state.included, state.excluded) == (4, 2, 1)
    assert state.filled["summary"] == 1
    (row,) = state.topics
    assert (row.key, row.papers, row.filled["summary"]) == ("t", 2, 1)


@pytest.mark.parametrize(
    ("newest", "changed", "quiet"),
    [
        ("2025-07", date(2026, 1, 15), False),
        ("2025-06", date(2026, 1, 15), True),
        ("2025-07-14", date(2026, 1, 15), True),
        ("2025-07-15", date(2026, 1, 15), False),
        ("2025", date(2026, 1, 15), False),
        ("2024", date(2026, 1, 15), True),
        ("2020", None, False),
    ],
)
def test_a_topic_is_quiet_by_the_day_of_the_last_change(newest: str, changed: date | None, quiet: bool) -> None:
    made = survey(paper("p", published=newest, topics=("t",)), topics=(topic("a"), topic("t", "a")))
    assert curation_status(made, changed, 6).topics[0].quiet is quiet


def test_a_topic_without_dates_is_not_called_quiet() -> None:
    made = survey(paper("p", topics=("t",)), topics=(topic("a"), topic("t", "a"), topic("empty", "a")))
    assert [row.quiet for row in curation_status(made, date(2026, 1, 1), 6).topics] == [False, False]


def test_arxiv_numbers_in_abstracts_that_are_not_here_are_told() -> None:
    made = survey(
        paper("a", abstract="See arXiv:2401.00001 and https://arxiv.org/abs/2401.00002v2; 2401.00003 is a number."),
        paper("b", abstract="See arXiv: 2401.00001.", arxiv="2401.00002"),
    )
    assert [(one.name, one.papers) for one in curation_status(made, None, 6).absent] == [
        ("arXiv:2401.00001", ("a", "b"))
    ]


def users(name: str, count: int) -> tuple[Paper, ...]:
    """Papers that use a method."""
    return tuple(paper(f"user-{n}", methods=(name,)) for n in range(count))


@pytest.mark.parametrize(
    ("name", "count", "title", "missing"),
    [
        ("LoRA", 3, "Something else", "LoRA"),
        ("Low-rank adaptation (LoRA)", 3, "Something else", "LoRA"),
        ("LoRA", 2, "Something else", None),
        ("LoRA", 3, "LoRA: Low-Rank Adaptation", None),
        ("LoRA", 3, "Training with LoRA", None),
        ("Pruning", 3, "Something else", None),
        ("KD", 3, "Something else", None),
        ("Beam search", 3, "Something else", None),
    ],
)
def test_systems_that_several_papers_use_and_none_brings_are_told(
    name: str, count: int, title: str, missing: str | None
) -> None:
    made = survey(*users(name, count), paper("other", title=title), vocabulary={"methods": (term(name),)})
    assert [one.name for one in curation_status(made, None, 6).absent] == ([missing] if missing else [])


def test_papers_whose_versions_disagree_are_listed() -> None:
    texts = {"abstract": "It takes 3 hours in all.", "published_abstract": "It takes 4 hours in all."}
    made = survey(paper("a", **texts), paper("b", **texts, status="excluded"), paper("c"))
    assert curation_status(made, None, 6).disagreeing == ("a",)


def test_a_question_is_to_be_looked_at_again_when_papers_arrive() -> None:
    days = {"old": 1, "new": 3}
    history = {key: Dates(*[datetime(2025, 3, day, tzinfo=UTC)] * 2) for key, day in days.items()}
    asked = open_question("old", asked="2025-03-02", checked="2025-03-02")
    made = survey(
        *(paper(key, topics=("t",)) for key in days),
        topics=(topic("a"), topic("t", "a")),
        history=history,
        statements=Statements(questions=(asked,)),
    )
    assert [(one.id, one.arrived) for one in curation_status(made, None, 6).questions] == [("why", ("new",))]
