"""What readers' answers come to: agreement, conflicts, settling, and kappa."""

from pathlib import Path

import pytest
from livingsurvey.analysis.screening_answers import ScreeningAnswers, answers_in
from livingsurvey.model import Reading, Survey, WatchPlan

from tests.builders import paper, survey
from tests.screening.folders import candidate


def read(reader: str, status: str, key: str = "gamma", **others: object) -> list[Reading]:
    """The readings of an answer: its status, and what else is given."""
    settles = bool(others.pop("settles", False))
    date = str(others.pop("date", "2026-03-01"))
    values = {"status": status, **others}
    return [Reading(key, name, value, reader, date, settles=settles) for name, value in values.items()]  # type: ignore[arg-type]


def made(*answers: list[Reading], readers: int = 2) -> Survey:
    lines = tuple(line for answer in answers for line in answer)
    return survey(paper("alpha"), candidates=(candidate("gamma"),), readings=lines, watch=WatchPlan(readers=readers))


def test_an_answer_is_a_line_of_status_and_those_that_follow() -> None:
    lines = [*read("A", "included", topic="t"), *read("B", "excluded", reason="r"), *read("A", "unsure", "delta")]
    found = answers_in([Reading("gamma", "kind", "method", "A", "2026"), *lines, *read("A", "excluded", reason="s")])
    said = [(one.key, one.reader, one.status, one.topic, one.reason) for one in found]
    assert said == [
        ("gamma", "A", "included", "t", ""),
        ("gamma", "B", "excluded", "", "r"),
        ("delta", "A", "unsure", "", ""),
        ("gamma", "A", "excluded", "", "s"),
    ]


def test_readings_of_claims_are_no_answers() -> None:
    assert answers_in([Reading("gamma", "status", "included", "A", "2026", claim="words")]) == []


@pytest.mark.parametrize(
    ("answers", "deciding", "conflict"),
    [
        ([], [], False),
        ([read("A", "included", topic="t")], [], False),
        ([read("A", "included", topic="t"), read("B", "included", topic="t")], ["A", "B"], False),
        ([read("A", "included", topic="t"), read("B", "included", topic="s")], [], True),
        ([read("A", "included", topic="t"), read("B", "excluded", reason="r")], [], True),
        ([read("A", "excluded", reason="r"), read("B", "excluded", reason="s")], [], True),
        ([read("A", "excluded", reason="r"), read("B", "unsure")], [], True),
        ([read("A", "unsure")], [], False),
        (
            [read("A", "excluded", reason="r"), read("B", "unsure"), read("C", "excluded", reason="r")],
            ["A", "C"],
            False,
        ),
        ([read("A", "included"), read("B", "excluded", reason="r"), read("C", "included", settles=True)], ["C"], False),
        ([read("A", "unsure"), read("A", "included"), read("B", "included")], ["A", "B"], False),
        ([read("C", "unsure", settles=True), read("A", "included"), read("B", "included")], ["A", "B"], False),
    ],
)
def test_what_answers_come_to(answers: list[list[Reading]], deciding: list[str], conflict: bool) -> None:
    outcome = ScreeningAnswers(made(*answers)).outcome("gamma")
    assert ([one.reader for one in outcome.decisive], outcome.conflict) == (deciding, conflict)


def test_the_later_answer_of_a_reader_counts() -> None:
    known = ScreeningAnswers(made(read("A", "included", date="2026-03-02"), read("A", "excluded", reason="r")))
    assert known.latest("gamma")["A"].status == "included"


def test_fields_on_which_answers_differ_are_left_open() -> None:
    both = [
        read("A", "included", kind="method", benchmarks=("B", "A")),
        read("B", "included", kind="x", benchmarks=("A", "B")),
    ]
    known = ScreeningAnswers(made(*both))
    assert known.agreed_fields(known.outcome("gamma").decisive) == {"benchmarks": ("A", "B")}


def test_kappa_is_over_all_that_two_have_read_and_leaves_out_the_unsure() -> None:
    given = {"A": "iixxu", "B": "ixxxi", "C": "i    "}
    words = {"i": "included", "x": "excluded", "u": "unsure"}
    answers = [
        read(reader, words[sign], f"k{n}")
        for reader, signs in given.items()
        for n, sign in enumerate(signs)
        if sign in words
    ]
    found = ScreeningAnswers(made(*answers)).agreement([f"k{n}" for n in range(5)])
    assert [(one.readers, one.both, one.agree) for one in found] == [
        (("A", "B"), 4, 3),
        (("A", "C"), 1, 1),
        (("B", "C"), 1, 1),
    ]
    assert found[0].kappa == pytest.approx(0.5)
    assert found[1].kappa is None


def test_answers_under_a_former_key_are_of_the_paper() -> None:
    renamed = survey(paper("new", aliases=("old",)), readings=tuple(read("A", "included", "old")))
    assert list(ScreeningAnswers(renamed).of) == ["new"]


def test_one_reader_suffices_without_a_plan(tmp_path: Path) -> None:
    assert ScreeningAnswers(survey(readings=tuple(read("A", "included")))).outcome("gamma").decisive
