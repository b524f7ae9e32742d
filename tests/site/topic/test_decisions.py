"""What to use when: who answers a constraint, in which order, with which conditions, and where it is on the page."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.model import Constraint, Decisions, Paper, Survey, Term
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.decisions import answers_to, decision_table
from mkdocs.utils.meta import get_data

from tests.builders import SETTINGS, paper, survey, topic
from tests.site.evidenced import found, holding, surveyed
from tests.site.samples import rendered
from tests.theme.frames import FRAMES, Frame, article, shown

TERMS = {
    "kinds": (
        Term(id="tool", name="a tool", definition="D."),
        Term(id="review", name="review", definition="D.", overview=True),
    ),
    "measures": (
        Term(id="time", name="time", definition="D.", better="less"),
        Term(id="score", name="score", definition="D.", better="more"),
    ),
}
FAST = Constraint(id="fast", question="Time is short", where={"measure": ("time",)})
TOOLS = Constraint(id="tools", question="A <b>tool</b> is wanted", where={"kind": ("tool",)})
DECISIONS = Decisions(columns=("kind", "ghost"), quotations={"kind": "evidence"}, constraints=(FAST, TOOLS))


def result(measure: str = "time", **fields: Any) -> dict[str, Any]:
    change = {"form": "factor", "value": 2, "unit": "×", "bound": "up to", **fields.pop("change", {})}
    return {"quote": "It is up to 2 times faster.", "measure": measure, "change": change, **fields}


def placed(key: str, *claims: dict[str, Any], **fields: Any) -> Paper:
    return paper(key, topics=("topic",), claims=claims, **{"title": f"{key.title()}: x", "kind": "tool", **fields})


def made(*papers: Paper, decisions: Decisions | None = DECISIONS, **fields: Any) -> Survey:
    settings = SETTINGS.model_copy(update={"decisions": decisions})
    topics = (topic("area", prose="All."), topic("topic", "area", prose="A story.", **fields))
    return survey(*papers, topics=topics, vocabulary=TERMS, settings=settings)


def table(subject: Survey, key: str = "area") -> dict[str, list[str]]:
    """The papers of each constraint, by their names."""
    renderer = Renderer(subject, derive(subject))
    found = decision_table(renderer, subject.topic[key], subject.papers_of[key])
    return {one["question"]: [row["label"] for row in one["rows"]] for one in found.get("decisions", ())}


def test_a_constraint_on_results_is_answered_by_what_got_better() -> None:
    papers = (
        placed("a", result("score"), result()),
        placed("b", result("score")),
        placed("c", result(change={"direction": "more"})),
        placed("d"),
    )
    subject = made(*papers)
    assert table(subject)["Time is short"] == ["A"]
    (one,) = answers_to(subject, DECISIONS, FAST, subject.papers_of["area"])
    assert one.claim == subject.paper["a"].claims[1]


def test_papers_are_in_the_order_of_what_their_abstracts_state() -> None:
    papers = (
        placed("new", result(), published="2025"),
        placed("compared", result(against="the old way"), published="2024"),
        placed("vague", result(against="not stated"), published="2023"),
        placed("quoted", result(), evidence="It is up to 2 times faster.", published="2022"),
        placed("unsaid", result(), evidence="not stated", published="2021"),
    )
    order = ["Quoted", "Compared", "New", "Vague", "Unsaid"]
    assert table(made(*papers))["Time is short"] == order
    assert table(made(*papers), "topic")["Time is short"] == order[:3]


def test_reviews_of_others_answer_nothing() -> None:
    where = {"status": ("unscreened",)}
    every = Decisions(constraints=(Constraint(id="any", question="Any", where=where),))
    assert table(made(placed("a"), placed("b", kind="review"), decisions=every)) == {"Any": ["A"]}


def test_a_row_says_figure_values_sentences_and_conditions() -> None:
    subject = made(placed("a", result(against="the old way", on="a reef"), evidence="It is up to 2 times faster."))
    renderer = Renderer(subject, derive(subject))
    data = decision_table(renderer, subject.topic["area"], subject.papers_of["area"])
    (row,) = data["decisions"][0]["rows"]
    assert (row["change"], row["measure"]) == ("2× less time, at most", None)
    assert row["conditions"] == ["setting: a reef", "baseline: the old way"]
    assert [(one["label"], one["quote"]) for one in row["quotes"]] == [
        ("2× less time, at most; Kind: a tool", "It is up to 2 times faster.")
    ]
    assert [[link["label"] for link in cell] for cell in row["cells"]] == [["a tool"]]
    assert data["decision_columns"] == ["Kind"]
    assert data["decisions"][0]["explore"]["url"] == "../explore.html?area=area&measure=time"
    assert data["decisions_remark"].startswith("Papers that state what becomes of kind come first")


def test_what_a_paper_does_is_said_in_its_first_row_alone() -> None:
    subject = made(placed("a", result(), summary="It saves."))
    renderer = Renderer(subject, derive(subject))
    data = decision_table(renderer, subject.topic["area"], subject.papers_of["area"])
    assert [row["summary"] for one in data["decisions"] for row in one["rows"]] == ["It saves.", None]


def test_what_is_not_stated_leaves_its_place_empty() -> None:
    columns = DECISIONS.model_copy(update={"columns": ("kind", "evidence")})
    subject = made(placed("a", result(against="not stated"), evidence="not stated"), decisions=columns)
    renderer = Renderer(subject, derive(subject))
    data = decision_table(renderer, subject.topic["area"], subject.papers_of["area"])
    row = data["decisions"][0]["rows"][0]
    assert (row["cells"][1], row["conditions"]) == ([], [])


@pytest.mark.parametrize(("others", "usual"), [(1, False), (5, True)])
def test_what_most_results_say_of_how_they_were_found_is_said_once(others: int, usual: bool) -> None:
    any_of = Constraint(id="any", question="Any", where={"measure": ("latency",)})
    every = Decisions(papers_of_topic=9, constraints=(any_of,))
    ways = ["guessed", "not stated", *["dived"] * others]
    papers = [holding(f"p{n}", found("latency", way=way)) for n, way in enumerate(ways)]
    subject = replace(surveyed(*papers), settings=SETTINGS.model_copy(update={"decisions": every}))
    data = decision_table(Renderer(subject, derive(subject)), subject.topic["caches"], papers)
    rows = {row["key"]: row["conditions"] for row in data["decisions"][0]["rows"]}
    assert ("way: dived for" in data["decisions_remark"]) is usual
    assert rows["p2"] == ([] if usual else ["way: dived for"])
    assert rows["p0"] == ["way: guessed"]


def test_each_sentence_is_there_once_and_as_the_abstract_shows_it() -> None:
    quoted = placed("a", result(), evidence="Accuracy stays at 70\\%.", abstract="Accuracy stays at 70\\%.")
    subject = made(quoted)
    data = decision_table(Renderer(subject, derive(subject)), subject.topic["area"], subject.papers_of["area"])
    quotes = data["decisions"][0]["rows"][0]["quotes"]
    assert [one["quote"] for one in quotes] == ["It is up to 2 times faster.", "Accuracy stays at 70%."]


@pytest.mark.parametrize(
    "subject", [made(placed("a", result()), decisions=None), made(), made(placed("a", kind="review"))]
)
def test_where_nothing_is_asked_or_answered_there_is_no_table(subject: Survey) -> None:
    assert table(subject) == {}
    assert 'id="when"' not in article(shown(subject, "topics/topic.md", FRAMES[0]))


def test_advice_is_prose_above_the_table_and_its_papers_are_references() -> None:
    subject = made(placed("a", result(), authors=("Ada Lovelace",)), advice="Take [@a] if *time* is short.")
    body, meta = get_data(rendered(subject)["topics/topic.md"])
    assert body.strip().endswith(
        '## What to use when { #when }\n\nTake ([A](../papers/a.md "A: x.")) if *time* is short.'
    )
    assert [one["name"] for one in meta["references"]] == ["A."]


@pytest.mark.parametrize("frame", FRAMES)
def test_the_table_is_in_front_of_an_area_s_text_and_behind_a_topic_s(frame: Frame) -> None:
    subject = made(placed("a", result()), placed("b", result()), advice="Take it.")
    area, of_topic = (article(shown(subject, f"topics/{key}.md", frame)) for key in ("area", "topic"))
    assert area.index('id="when"') < area.index('class="table decisions"') < area.index('id="overview"')
    assert of_topic.index('id="overview"') < of_topic.index('id="when"') < of_topic.index("Take it.")
    assert of_topic.index("Take it.") < of_topic.index('class="table decisions"') < of_topic.index('id="papers"')
    assert all(html.count("<div") == html.count("</div>") for html in (area, of_topic))


@pytest.mark.parametrize("frame", FRAMES)
def test_the_outline_has_the_table_where_the_page_has_it(frame: Frame) -> None:
    subject = made(placed("a", result()), placed("b", result()))
    for key, order in (("area", ["when", "overview", "topics"]), ("topic", ["overview", "when", "results"])):
        outline = re.search(r'<nav class="outline".*?</nav>', shown(subject, f"topics/{key}.md", frame), re.DOTALL)
        assert outline
        found = re.findall(r'href="#([\w-]+)"', outline[0])
        assert [name for name in found if name in order] == order


@pytest.mark.parametrize("frame", FRAMES)
def test_words_of_constraints_are_text(frame: Frame) -> None:
    html = article(shown(made(placed("a", result())), "topics/area.md", frame))
    assert "A <b>tool</b> is wanted" in unescape(html)
    assert "<b>tool" not in html


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=8))
def test_no_candidate_is_lost_nor_in_front_of_one_with_more_evidence(states: list[tuple[bool, bool]]) -> None:
    papers = tuple(
        placed(
            f"p{n}",
            result(**({"against": "B"} if compared else {})),
            **({"evidence": "It is up to 2 times faster."} if quoted else {}),
        )
        for n, (quoted, compared) in enumerate(states)
    )
    subject = made(*papers)
    found = answers_to(subject, DECISIONS, FAST, papers)
    assert {one.paper.key for one in found} == {one.key for one in papers}
    ranks = [("evidence" not in one.paper.fields, not (one.claim and one.claim.against)) for one in found]
    assert ranks == sorted(ranks)
