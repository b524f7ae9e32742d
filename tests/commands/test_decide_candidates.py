"""Deciding candidates: one reader, several, conflicts, settling, and taking it back; on the disk and in the check."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.checks.run import check
from livingsurvey.commands.decide_candidates import CandidateAnswer, decided, last_answer, readings_file_of, undone
from livingsurvey.commands.edit_papers import rename
from livingsurvey.model import Change, Claim, Provenance, Status, Survey
from livingsurvey.store import load
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit

from tests.commands.folders import do, held, tree
from tests.screening.folders import DAY, screened_folder, screened_survey

CLAIM = Claim(
    quote="Caches of gamma are 3x faster.",
    fields={"measure": "latency"},
    change=Change(form="factor", value=3, unit="×"),
)


def included(key: str = "gamma", reader: str = "Ada", **fields: Any) -> CandidateAnswer:
    return CandidateAnswer(key, reader, DAY, "included", **{"topics": ("caches",), **fields})


def excluded(key: str = "gamma", reader: str = "Ada", **fields: Any) -> CandidateAnswer:
    return CandidateAnswer(key, reader, DAY, "excluded", **{"reason": "off-topic", **fields})


def after(root: Path, *answers: CandidateAnswer) -> Survey:
    """The survey on the disk, after each answer by itself."""
    for answer in answers:
        do(root, decided(held(root), [answer]))
    return held(root)


def undo(root: Path, key: str, reader: str = "Ada") -> Survey:
    do(root, undone(held(root), key, reader))
    return held(root)


def test_an_included_candidate_becomes_a_paper_with_what_was_found_and_decided(tmp_path: Path) -> None:
    answer = included(fields={"kind": "method"}, summary="It caches.", claims=(CLAIM,), topics=("caches", "decoding"))
    survey = after(screened_folder(tmp_path), answer)
    paper = survey.paper["gamma"]
    assert (paper.status, paper.topics, paper.summary) == (Status.INCLUDED, ("caches", "decoding"), "It caches.")
    assert (paper.fields, paper.claims, paper.authors) == ({"kind": "method"}, (CLAIM,), ("Ada Lovelace",))
    assert paper.provenance["published"] == Provenance(url="https://example.org/answer")
    said = survey.candidate["gamma"].decision
    assert said is not None
    assert (said.status, said.by, said.date) == ("included", "Ada", DAY)


def test_a_candidate_of_a_file_on_this_machine_names_no_address(tmp_path: Path) -> None:
    screened_folder(tmp_path, "gamma")
    file = tmp_path / "content/searches/candidates.jsonl"
    file.write_text(file.read_text().replace('"url": "https://example.org/answer"', '"file": "refs.ris", "line": 3'))
    assert after(tmp_path, included()).paper["gamma"].provenance == {}


def test_an_excluded_candidate_keeps_its_reason_and_has_no_file(tmp_path: Path) -> None:
    survey = after(screened_folder(tmp_path), excluded(note="It is a poster."))
    said = survey.candidate["gamma"].decision
    assert said is not None
    assert (said.status, said.reason) == ("excluded", "off-topic")
    assert "gamma" not in survey.paper
    assert [one.note for one in survey.readings] == ["It is a poster.", ""]


def test_a_paper_without_a_status_is_decided_in_its_own_file(tmp_path: Path) -> None:
    survey = after(screened_folder(tmp_path), included("beta", summary="It is another."))
    assert (survey.paper["beta"].status, survey.paper["beta"].topics) == (Status.INCLUDED, ("caches",))
    assert "published:   # to do" in (tmp_path / "content/papers/beta.md").read_text()
    survey = after(screened_folder(tmp_path / "other"), excluded("beta"))
    assert (survey.paper["beta"].status, survey.paper["beta"].reason) == (Status.EXCLUDED, "off-topic")


def test_the_check_finds_nothing_wrong_in_what_was_decided(tmp_path: Path) -> None:
    screened_folder(tmp_path)
    before = {finding for finding in check(tmp_path, load(tmp_path)) if finding.file != "content/papers/gamma.md"}
    answer = included(fields={"kind": "method"}, summary="It makes caches faster than they were.")
    after(tmp_path, answer, excluded("delta"), CandidateAnswer("epsilon", "Ada", DAY, "unsure"))
    found = [finding for finding in check(tmp_path, load(tmp_path)) if finding not in before]
    assert [finding for finding in found if finding.severity == "error"] == []
    assert [
        finding for finding in found if finding.rule in ("not-as-read", "readers-differ", "reading-of-nothing")
    ] == []


def test_what_an_included_paper_lacks_is_said(tmp_path: Path) -> None:
    edit = decided(screened_survey(tmp_path), [included()])
    assert edit.messages == ("content/papers/gamma.md still needs: kind, summary.",)


def test_two_readers_who_agree_decide(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    first = after(root, included(fields={"kind": "method"}, summary="Ada's.", claims=(CLAIM,)))
    assert first.candidate["gamma"].waits
    assert "gamma" not in first.paper
    second = after(root, included(reader="Ben", fields={"kind": "survey"}, topics=("caches", "decoding")))
    paper = second.paper["gamma"]
    assert (paper.topics, paper.summary, paper.claims) == (("caches", "decoding"), "Ada's.", (CLAIM,))
    assert paper.fields == {}  # they differ on it, and somebody has to settle that
    assert second.candidate["gamma"].decision.by == "Ada, Ben"  # type: ignore[union-attr]


@pytest.mark.parametrize("other", [excluded(reader="Ben"), included(reader="Ben", topics=("decoding",))])
def test_readers_who_differ_decide_nothing_until_one_settles(tmp_path: Path, other: CandidateAnswer) -> None:
    root = screened_folder(tmp_path, readers=2)
    assert after(root, included(), other).candidate["gamma"].waits
    settled = after(root, included(reader="Cleo", settles=True))
    assert settled.paper["gamma"].topics == ("caches",)
    assert settled.candidate["gamma"].decision.by == "Cleo"  # type: ignore[union-attr]


def test_a_reader_who_is_unsure_decides_nothing(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    unsure = CandidateAnswer("gamma", "Ben", DAY, "unsure")
    assert after(root, included(), unsure).candidate["gamma"].waits
    assert not after(root, included(reader="Cleo")).candidate["gamma"].waits


@pytest.mark.parametrize(
    "answer",
    [included(), excluded(), CandidateAnswer("gamma", "Ada", DAY, "unsure"), included(summary="S.")],
)
def test_taking_an_answer_back_leaves_the_files_as_they_were(tmp_path: Path, answer: CandidateAnswer) -> None:
    root = screened_folder(tmp_path)
    before = tree(root)
    after(root, answer)
    assert tree(root) != before
    undo(root, answer.key)
    assert tree(root) == before


def test_a_paper_that_is_taken_back_has_no_status_again(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    before = held(root).papers
    after(root, excluded("beta"))
    assert undo(root, "beta").papers == before


def test_the_last_answer_is_known_from_the_files(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    survey = after(root, excluded("delta"), included("gamma"), excluded("epsilon", "Ben"))
    assert [last_answer(survey, reader).key for reader in ("Ada", "Ben")] == ["gamma", "epsilon"]  # type: ignore[union-attr]
    survey = undo(root, "gamma")
    assert last_answer(survey, "Ada").key == "delta"  # type: ignore[union-attr]
    assert last_answer(undo(root, "delta"), "Ada") is None


def test_a_second_answer_that_is_taken_back_leaves_the_first(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    after(root, CandidateAnswer("gamma", "Ada", DAY, "unsure"), included())
    survey = undo(root, "gamma")
    assert [reading.value for reading in survey.readings] == ["unsure"]
    assert survey.candidate["gamma"].waits


def test_one_of_three_who_takes_back_leaves_what_the_others_decided(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    after(root, CandidateAnswer("gamma", "Cleo", DAY, "unsure"), included(), included(reader="Ben"))
    survey = undo(root, "gamma", "Cleo")
    assert not survey.candidate["gamma"].waits
    assert "gamma" in survey.paper
    assert undo(root, "gamma", "Ben").candidate["gamma"].waits


def test_what_readers_wrote_is_taken_back_in_whatever_order_they_answered(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    after(root, included(reader="Zoe", summary="Zoe's."))
    before = tree(root)
    made = after(root, included(summary="Ada's.", topics=("caches", "decoding")))
    assert made.paper["gamma"].summary == "Zoe's."  # of one day, the last file is the last word
    assert undo(root, "gamma").candidate["gamma"].waits
    assert tree(root) == before


def test_a_draft_before_the_last_one_counts_again(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    after(root, included(summary="The first."))
    before = tree(root)
    for answer in (included(summary="The second."), included(), excluded()):
        assert after(root, answer).candidate["gamma"].waits
        undo(root, "gamma")
        assert tree(root) == before
    after(root, included(), excluded(reader="Ben"), included(reader="Ben"))
    assert held(root).paper["gamma"].summary is None
    assert undo(root, "gamma").paper["gamma"].summary == "The first."


def test_what_curators_wrote_stays_when_an_answer_that_did_not_decide_is_taken_back(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    after(root, included(), excluded(reader="Ben"), included(reader="Cleo", settles=True, summary="It caches."))
    file = root / "content/papers/gamma.md"
    file.write_text(file.read_text().replace("It caches.", "It caches more."))
    text = file.read_text()
    undo(root, "gamma", "Ben")
    assert file.read_text() == text


def test_fields_of_an_answer_that_is_taken_back_leave_the_paper(tmp_path: Path) -> None:
    root = screened_folder(tmp_path, readers=2)
    after(root, included(fields={"kind": "method"}), excluded(reader="Ben"), included(reader="Cleo", settles=True))
    assert held(root).paper["gamma"].fields == {"kind": "method"}
    assert undo(root, "gamma").paper["gamma"].fields == {}
    assert undo(root, "gamma", "Cleo").candidate["gamma"].waits


def test_what_one_reader_decided_is_taken_back_when_two_are_needed_now(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    before = tree(root)
    after(root, included(summary="It caches."))
    (root / "content/watch.yml").write_text("readers: 2\n")
    undo(root, "gamma")
    assert tree(root) == before | {"watch.yml": b"readers: 2\n"}


def test_what_is_renamed_or_decided_otherwise_by_hand_is_not_decided_again(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    after(root, included(), included("beta"))
    do(root, rename(held(root), "gamma", "gamma-rays"))
    with pytest.raises(EditRefusedError, match=r"is content/papers/gamma-rays\.md now"):
        undone(held(root), "gamma", "Ada")
    file = root / "content/papers/beta.md"
    file.write_text(file.read_text().replace("status: included", "status: excluded\nreason: off-topic"))
    text = file.read_text()
    undo(root, "beta")
    assert file.read_text() == text


def test_a_paper_that_was_edited_since_is_not_taken_back(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    after(root, included())
    file = root / "content/papers/gamma.md"
    file.write_text(file.read_text().replace("topics:\n", "summary: Somebody's.\ntopics:\n"))
    with pytest.raises(EditRefusedError, match="edited since"):
        undone(held(root), "gamma", "Ada")


def test_nothing_is_taken_back_of_who_has_not_answered(tmp_path: Path) -> None:
    with pytest.raises(EditRefusedError, match="answered nothing"):
        undone(screened_survey(tmp_path), "gamma", "Ada")


def test_all_that_speaks_against_answers_is_said_at_once_and_nothing_done(tmp_path: Path) -> None:
    survey = screened_survey(tmp_path)
    answers = [included(topics=("nowhere",)), excluded("delta", reason="nothing"), included("zeta")]
    with pytest.raises(EditRefusedError) as refused:
        decided(survey, answers)
    assert all(word in str(refused.value) for word in ("nowhere", "nothing", "zeta"))


def test_what_is_decided_is_not_decided_again(tmp_path: Path) -> None:
    survey = after(screened_folder(tmp_path), excluded(), included("beta"))
    for answer in (included(reader="Ben"), excluded("beta", "Ben"), excluded("alpha")):
        with pytest.raises(EditRefusedError, match=r"was excluded on 2026-03-01 by Ada|is included already"):
            decided(survey, [answer])


def test_readers_of_any_script_have_a_file() -> None:
    assert readings_file_of(" Ada Lovelace ") == "content/readings/ada-lovelace.jsonl"
    names = {readings_file_of(name) for name in ("李雷", "韩梅梅", "../../etc/passwd", "con")}
    assert len(names) == 4
    assert all(name.count("/") == 2 and ".." not in name for name in names)


_made: list[Survey] = []


def _survey(folders: pytest.TempPathFactory) -> Survey:
    """One survey for all examples."""
    _made[:] = _made or [screened_survey(folders.mktemp("any"))]
    return _made[0]


@given(
    status=st.sampled_from(["included", "excluded", "unsure"]),
    reader=st.text(max_size=20),
    reason=st.text(max_size=20) | st.just("off-topic"),
    topics=st.lists(st.text(max_size=10) | st.sampled_from(["caches", "decoding"]), max_size=3),
    fields=st.dictionaries(st.text(max_size=8) | st.just("kind"), st.text(max_size=8) | st.floats() | st.booleans()),
    summary=st.text(max_size=30),
)
def test_any_answer_is_taken_whole_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory,
    status: Any,
    reader: str,
    reason: str,
    topics: list[str],
    fields: Any,
    summary: str,
) -> None:
    survey = _survey(tmp_path_factory)
    answer = CandidateAnswer("gamma", reader, DAY, status, reason, tuple(topics), fields, (), summary)
    try:
        edit = decided(survey, [answer])
    except EditRefusedError as error:
        assert str(error).strip()
    else:
        assert isinstance(edit, SurveyEdit)
        assert undone(edit.survey, "gamma", reader).survey.candidates == survey.candidates
