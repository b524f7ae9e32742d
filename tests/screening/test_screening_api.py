"""Screening from the browser's side: deciding, two readers, conflicts, taking back, and going on after a restart."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.screening import screening_state

from tests.commands.folders import held, tree
from tests.screening.conftest import Page, served
from tests.screening.folders import DAY, candidate, screened_folder

INCLUDE = {"status": "included", "topics": ["caches"], "fields": {"kind": "method"}, "summary": "It caches."}
EXCLUDE = {"status": "excluded", "reason": "off-topic"}


def keys(state: Any) -> set[str]:
    """What waits for a reader."""
    return {row["key"] for row in state["queue"]}


def test_the_state_has_all_that_the_page_shows(page: Page) -> None:
    state = page.get("/api/state?reader=Ada")
    assert state["survey"]["name"] == "Test Survey"
    assert [one["key"] for one in state["topics"]] == ["caches", "decoding"]
    assert state["topics"][0]["area"] == "All"
    assert [one["id"] for one in state["reasons"]] == ["off-topic", "no-paper"]
    kind = next(one for one in state["fields"] if one["id"] == "kind")
    assert [term["id"] for term in kind["terms"]] == ["method", "survey"]
    assert keys(state) == {"beta", "gamma", "delta", "epsilon"}
    assert {row["key"]: row["kind"] for row in state["queue"]}["beta"] == "paper"
    assert (state["needed"], state["readers"], state["undo"]) == (1, ["Ada"], None)


def test_a_candidate_has_its_facts_and_proposals(page: Page) -> None:
    found = page.get("/api/candidate?key=gamma&reader=Ada")
    assert (found["title"], found["kind"], found["authors"]) == ("Gamma of caches", "candidate", ["Ada Lovelace"])
    assert 0 <= found["probability"] <= 1
    assert found["found"][0]["url"] == "https://example.org/answer"
    assert all(found["abstract"][mark["start"] : mark["end"]] for mark in found["marks"])


def test_a_decision_is_in_the_files_and_the_next_state(page: Page) -> None:
    done = page.done("/api/decide", reader="Ada", key="gamma", **INCLUDE)
    assert done["final"] is True
    assert set(done["written"]) == {
        "content/papers/gamma.md",
        "content/readings/ada.jsonl",
        "content/searches/candidates.jsonl",
        "content/searches/drafts.jsonl",
    }
    assert keys(done["state"]) == {"beta", "delta", "epsilon"}
    assert done["state"]["undo"] == {"key": "gamma", "title": "Gamma of caches"}
    assert done["state"]["progress"] == {
        "waiting": 3, "decided": 1, "mine": 1, "included": 1, "excluded": 0, "unsure": 0, "conflicts": 0
    }  # fmt: skip
    paper = held(page.root).paper["gamma"]
    assert (paper.topics, paper.summary, paper.fields) == (("caches",), "It caches.", {"kind": "method"})


def test_what_the_server_knows_is_what_the_files_say(page: Page) -> None:
    steps: list[tuple[str, dict[str, Any]]] = [
        ("/api/decide", {"reader": "Ada", "key": "gamma", **INCLUDE}),
        ("/api/decide", {"reader": "Ben", "key": "beta", **EXCLUDE}),
        ("/api/decide", {"reader": "Ada", "key": "delta", **EXCLUDE}),
        ("/api/undo", {"reader": "Ben"}),
        ("/api/undo", {"reader": "Ada"}),
        ("/api/decide", {"reader": "Ada", "key": "epsilon", "status": "unsure"}),
    ]
    for path, data in steps:
        page.done(path, **data)
        known, read = page.server.session.survey, held(page.root)
        assert known == read
        lines = [[(one.file, one.line, one.value) for one in survey.readings] for survey in (known, read)]
        assert lines[0] == lines[1]


def test_an_answer_that_is_wrong_is_refused_with_all_reasons(page: Page) -> None:
    before = tree(page.root)
    answer = page.post(
        "/api/decide", reader="Ada", key="gamma", status="included", topics=["nowhere"], fields={"x": "y"}
    )
    assert answer.status == 400
    assert "nowhere" in answer.data["error"]
    assert "'x'" in answer.data["error"]
    assert tree(page.root) == before


@pytest.mark.parametrize(
    "claim",
    [
        {"quote": "Caches of gamma are 3x faster.", "change": {"form": "factor", "value": "many", "unit": "×"}},
        {"quote": "Caches of gamma are 3x faster.", "measure": ["latency"], "change": {"form": "factor"}},
        {"quote": "Something else.", "measure": "latency", "change": {"form": "factor", "value": 3, "unit": "×"}},
    ],
)
def test_a_claim_that_is_none_is_refused(page: Page, claim: Any) -> None:
    answer = page.post("/api/decide", reader="Ada", key="gamma", **INCLUDE, claims=[claim])
    assert answer.status == 400
    assert held(page.root).candidate["gamma"].waits


def test_the_last_answer_is_taken_back_after_a_restart(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    before = tree(root)
    with served(root) as page:
        page.done("/api/decide", reader="Ada", key="gamma", **INCLUDE)
        page.done("/api/decide", reader="Ada", key="delta", **EXCLUDE)
    with served(root) as page:
        assert keys(page.get("/api/state?reader=Ada")) == {"beta", "epsilon"}
        assert page.done("/api/undo", reader="Ada")["key"] == "delta"
        assert page.done("/api/undo", reader="Ada")["key"] == "gamma"
        assert page.post("/api/undo", reader="Ada").status == 409
    assert tree(root) == before


def test_two_readers_screen_at_once_and_do_not_see_each_other(two: Page) -> None:
    first = two.done("/api/decide", reader="Ada", key="gamma", **INCLUDE)
    assert first["final"] is False
    assert "gamma" not in keys(first["state"])
    assert "gamma" in keys(two.get("/api/state?reader=Ben"))
    assert two.get("/api/candidate?key=gamma&reader=Ben")["readings"] == []
    second = two.done("/api/decide", reader="Ben", key="gamma", **INCLUDE)
    assert second["final"] is True
    assert [one["reader"] for one in two.get("/api/candidate?key=gamma&reader=Ben")["readings"]] == ["Ada", "Ben"]


def test_a_conflict_is_shown_and_settled(two: Page) -> None:
    two.done("/api/decide", reader="Ada", key="gamma", **INCLUDE)
    state = two.done("/api/decide", reader="Ben", key="gamma", **EXCLUDE, note="A poster.")["state"]
    assert state["progress"]["conflicts"] == 1
    (conflict,) = two.get("/api/conflicts")
    said = [(one["reader"], one["status"], one["reason"], one["topic"], one["note"]) for one in conflict["answers"]]
    assert said == [("Ada", "included", "", "caches", ""), ("Ben", "excluded", "off-topic", "", "A poster.")]
    settled = two.done("/api/settle", reader="Cleo", key="gamma", **EXCLUDE, note="It is one.")
    assert settled["final"] is True
    assert two.get("/api/conflicts") == []
    assert held(two.root).candidate["gamma"].decision.by == "Cleo"  # type: ignore[union-attr]


def test_agreement_is_computed_as_it_goes(two: Page) -> None:
    for key, others in (("gamma", INCLUDE), ("delta", EXCLUDE), ("epsilon", INCLUDE)):
        two.done("/api/decide", reader="Ada", key=key, **others)
        state = two.done("/api/decide", reader="Ben", key=key, **(EXCLUDE if key != "gamma" else INCLUDE))["state"]
    (agreement,) = state["agreement"]
    assert agreement == {"readers": ["Ada", "Ben"], "both": 3, "agree": 2, "kappa": pytest.approx(0.4)}


def test_advice_on_when_to_stop_comes_with_what_was_read(page: Page) -> None:
    assert page.get("/api/state?reader=Ada")["advice"] is None
    page.done("/api/decide", reader="Ada", key="gamma", **INCLUDE)
    advice = page.done("/api/decide", reader="Ada", key="delta", **EXCLUDE)["state"]["advice"]
    assert advice["may_stop"] is False
    assert 0 <= advice["left"] <= advice["upper"] <= 2
    assert advice["method"]


def test_what_was_decided_meanwhile_is_not_decided_again(page: Page) -> None:
    page.done("/api/decide", reader="Ben", key="gamma", **EXCLUDE)
    answer = page.post("/api/decide", reader="Ada", key="gamma", **INCLUDE)
    assert (answer.status, answer.data["error"]) == (409, "gamma was decided meanwhile.")


def test_a_change_of_somebody_else_is_noticed(page: Page) -> None:
    page.get("/api/state")
    file = page.root / "content/searches/candidates.jsonl"
    file.write_text(file.read_text().replace("Delta of caches", "Delta, again").split("\n", 1)[1])
    assert keys(page.get("/api/state?reader=Ada")) == {"beta", "delta", "epsilon"}
    assert page.get("/api/candidate?key=delta")["title"] == "Delta, again"
    assert page.post("/api/decide", reader="Ada", key="gamma", **EXCLUDE).status == 400
    page.done("/api/decide", reader="Ada", key="delta", **EXCLUDE)


def test_a_file_that_cannot_be_read_is_told_until_it_can(page: Page) -> None:
    file = page.root / "content/papers/alpha.md"
    text = file.read_text()
    file.write_text(text.replace("title: Alpha", "title: ["))
    for _ in range(2):
        answer = page.ask("GET", "/api/state")
        assert answer.status == 400
        assert "content/papers/alpha.md" in answer.data["error"]
    file.write_text(text)
    assert page.get("/api/state")["survey"]["name"] == "Test Survey"


def test_a_copy_of_the_survey_that_was_pulled_in_is_screened_on(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "survey"
    shutil.copytree(page.root, other)
    with served(other) as elsewhere:
        elsewhere.done("/api/decide", reader="Ben", key="delta", **EXCLUDE)
    shutil.copytree(other / "content", page.root / "content", dirs_exist_ok=True)
    assert keys(page.get("/api/state?reader=Ada")) == {"beta", "gamma", "epsilon"}


def test_papers_are_found_by_words(page: Page) -> None:
    assert page.get("/api/papers?q=BET") == [{"key": "beta", "title": "Beta"}]
    assert [one["key"] for one in page.get("/api/papers?q=")] == ["alpha", "beta"]


def test_texts_of_candidates_are_data(tmp_path: Path) -> None:
    from livingsurvey.store.search_files import written_line

    root = screened_folder(tmp_path)
    odd = candidate("odd", title="<script>alert(1)</script>", abstract="</script>\u2028{{ 7 * 7 }}")
    (root / "content/searches/candidates.jsonl").write_text(written_line(odd) + "\n")
    with served(root) as page:
        assert page.get("/api/candidate?key=odd&reader=Ada")["abstract"] == odd.abstract
        page.done("/api/decide", reader="Ada", key="odd", **INCLUDE)
    assert held(root).paper["odd"].abstract == odd.abstract
    assert DAY in (root / "content/readings/ada.jsonl").read_text()


def test_a_long_queue_is_sent_as_far_as_it_is_needed(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row["key"] for row in page.get("/api/state?reader=Ada")["queue"]]
    monkeypatch.setattr(screening_state, "_QUEUED", 2)
    state = page.get(f"/api/state?reader=Ada&shown={whole[3]}")
    assert ([row["key"] for row in state["queue"]], state["queued"]) == ([*whole[:2], whole[3]], 4)
    state = page.done("/api/decide", reader="Ada", key=whole[0], shown=whole[3], **EXCLUDE)["state"]
    assert (state["queued"], len(state["queue"])) == (3, 3)
    state = page.done("/api/decide", reader="Ada", key=whole[3], **EXCLUDE)["state"]
    assert (keys(state), state["queued"]) == ({*whole[1:3]}, 2)
    state = page.done("/api/undo", reader="Ada")["state"]
    assert whole[3] in keys(state)  # though it may rank last: the page goes back to it
    assert page.get("/api/state?reader=Ada&shown=nothing")["queued"] == 3


def test_works_that_a_candidate_may_be_are_named_until_they_are_gone(page: Page) -> None:
    assert page.get("/api/candidate?key=gamma&reader=Ada")["resembled"] == []
    alpha = page.root / "content/papers/alpha.md"
    alpha.write_text(re.sub(r"(?m)^title: .*$", "title: Gamma of caches", text := alpha.read_text()))
    (found,) = page.get("/api/candidate?key=gamma&reader=Ada")["resembled"]
    assert (found["key"], found["kind"], found["title"]) == ("alpha", "paper", "Gamma of caches")
    alpha.write_text(text)
    assert page.get("/api/candidate?key=gamma&reader=Ada")["resembled"] == []
