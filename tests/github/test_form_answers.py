"""The answers of an issue form, whatever the person wrote in them."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.github.form_answers import FORMS, LONGEST, LONGEST_LINE, Answers, NotAFormError, read_answers

from tests.builders import REPOSITORY

FILES = [path for path in (REPOSITORY / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"]


def event(form: str, body: str | None, number: int = 7) -> dict[str, Any]:
    """An ``issues`` event as GitHub sends it, cut to what any reader of it may use."""
    return {
        "action": "opened",
        "issue": {
            "number": number,
            "title": "Paper: ",
            "body": body,
            "labels": [{"id": 1, "name": form, "color": "ededed", "default": False}],
            "user": {"login": "reader", "type": "User"},
            "author_association": "NONE",
        },
        "repository": {"full_name": "owner/survey"},
    }


def body(form: str, answers: dict[str, str]) -> str:
    """The text that a form's answers become."""
    return "\n\n".join(f"### {label}\n\n{answers.get(name) or '_No response_'}" for name, label in FORMS[form].items())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_forms_ask_what_is_read(path: Any) -> None:
    form = yaml.safe_load(path.read_text())
    fields = {field["id"]: field["attributes"]["label"] for field in form["body"]}
    assert FORMS[form["labels"][0]] == fields


def test_every_form_is_read() -> None:
    assert {yaml.safe_load(path.read_text())["labels"][0] for path in FILES} == set(FORMS)


def test_answers_are_read() -> None:
    given_answers = {"paper": "2205.14135", "why": "It saves memory.\n\nMuch."}
    read = read_answers(event("suggestion", body("suggestion", given_answers)))
    assert read == Answers("suggestion", 7, given_answers | {"entry": ""})


def test_line_ends_of_a_browser_are_read() -> None:
    text = body("suggestion", {"paper": "x"}).replace("\n", "\r\n")
    assert read_answers(event("suggestion", text)).fields["paper"] == "x"


def test_a_heading_in_an_answer_stays_in_it() -> None:
    text = body("suggestion", {"paper": "x", "entry": "### Mine\n\ny", "why": "### Paper\n\nz"})
    read = read_answers(event("suggestion", text)).fields
    assert (read["entry"], read["why"]) == ("### Mine\n\ny", "### Paper\n\nz")


@pytest.mark.parametrize(("field", "most"), [("entry", LONGEST), ("paper", LONGEST_LINE), ("why", LONGEST_LINE)])
def test_a_long_answer_is_read_whole_and_told(field: str, most: int) -> None:
    texts = [body("suggestion", {"paper": "x"} | {field: "y" * length}) for length in (most, most + 1)]
    fits, long = (read_answers(event("suggestion", text)) for text in texts)
    assert (fits.too_long, len(long.fields[field])) == ([], most + 1)
    assert long.too_long == [f"«{FORMS['suggestion'][field]}» has {most + 1:,} letters; at most {most:,} are read."]


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        {"issue": None},
        {"issue": {"number": "x", "body": "", "labels": []}},
        event("bug", "### Paper\n\nx"),
        event("suggestion", "Please add it."),
        event("suggestion", None),
        event("suggestion", "### Paper\n\nx"),
    ],
    ids=str,
)
def test_what_is_no_form_is_told(wrong: Any) -> None:
    with pytest.raises(NotAFormError):
        read_answers(wrong)


@given(st.text(), st.text(), st.sampled_from(sorted(FORMS)))
def test_any_answer_is_read_or_refused(first: str, second: str, form: str) -> None:
    names = list(FORMS[form])
    try:
        read = read_answers(event(form, body(form, {names[0]: first, names[1]: second})))
    except NotAFormError:
        return
    assert list(read.fields) == names
    assert not read.too_long
