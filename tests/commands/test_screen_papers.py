"""Including many papers at once: which are meant, what is written, and what is recorded."""

from datetime import date
from pathlib import Path

import pytest
from livingsurvey.commands.screen_papers import Selection, decision, include, selected
from livingsurvey.model import Paper, Status, Survey
from livingsurvey.store import load
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import apply

from tests.builders import paper, paper_file, seen, source, survey, survey_folder, topic

PAPERS = (
    paper("one", title="Thin lenses", published="2019-05", topics=("lenses",), seen=(seen(),)),
    paper("two", title="Thinning forests", published="2021", publication={"keyword": ["Light", "wood"]}),
    paper("three", title="Lenses, thin and thick", status=Status.EXCLUDED, published="2019"),
    paper("four", title="No date"),
)
SURVEY = survey(*PAPERS, topics=(topic("optics"), topic("lenses", "optics")), sources=(source(),))


@pytest.mark.parametrize(
    ("selection", "keys"),
    [
        (Selection(), ["one", "two", "four"]),
        (Selection(topic="lenses"), ["one"]),
        (Selection(topic="optics"), ["one"]),
        (Selection(source="capture"), ["one"]),
        (Selection(year="2019"), ["one"]),
        (Selection(year=">=2019"), ["one", "two"]),
        (Selection(year="2020.."), ["two"]),
        (Selection(year="..2020"), ["one"]),
        (Selection(year="2019..2020"), ["one"]),
        (Selection(keyword="light"), ["two"]),
        (Selection(title="THIN"), ["one"]),
        (Selection(year="2019..", title="forests"), ["two"]),
    ],
    ids=str,
)
def test_papers_without_a_decision_that_fit_are_meant(selection: Selection, keys: list[str]) -> None:
    assert [one.key for one in selected(SURVEY, selection)] == keys


@pytest.mark.parametrize(
    ("selection", "said"),
    [(Selection(topic="x"), "no topic"), (Selection(source="x"), "capture"), (Selection(year="soon"), "2019..2021")],
)
def test_what_cannot_be_found_is_refused(selection: Selection, said: str) -> None:
    with pytest.raises(EditRefusedError, match=said):
        selected(SURVEY, selection)


def included(root: Path, papers: list[Paper], reason: str = "The editors chose them.") -> None:
    chosen = decision(root, papers, Selection(year="2019.."), reason, "Eva Lind", date(2026, 5, 1))
    apply(root, include(root, held(root), papers, chosen))


def held(root: Path) -> Survey:
    loaded = load(root)
    assert loaded.findings == () and loaded.survey
    return loaded.survey


def test_the_status_is_set_and_the_decision_recorded(tmp_path: Path) -> None:
    files = {"one": paper_file("one", "status:\n"), "two": paper_file("two"), "three": paper_file("three")}
    root = survey_folder(tmp_path, files)
    included(root, [held(root).paper[key] for key in ("one", "two")])
    included(root, [held(root).paper["three"]])
    now = held(root)
    assert {one.status for one in now.papers} == {Status.INCLUDED}
    first, second = now.screenings
    assert (first.date, first.by, first.papers) == ("2026-05-01", "Eva Lind", 2)
    assert (first.reason, first.query, second.papers) == ("The editors chose them.", "--year 2019..", 1)


def test_a_decision_that_was_taken_stays(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"one": paper_file("one", "status: excluded\n")})
    included(root, list(held(root).papers))
    assert held(root).paper["one"].status == Status.EXCLUDED and held(root).screenings == ()


@pytest.mark.parametrize("reason", ["", " \n", "…"])
def test_a_reason_must_say_something(tmp_path: Path, reason: str) -> None:
    with pytest.raises(EditRefusedError, match="Give a reason"):
        decision(tmp_path, [], Selection(), reason, "", date(2026, 5, 1))
