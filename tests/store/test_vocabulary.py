"""Reading the vocabularies: one file each, none of them needed, and every error with its line."""

from pathlib import Path

import pytest
from livingsurvey.model import REASONS, Survey, Term
from livingsurvey.store import load
from livingsurvey.store.survey_reader import Loaded

from tests.builders import FIELDS, paper_file, survey_folder

TERMS = """\
# What a result measures.
- id: latency
  name: Latency
  definition: "Time to answer: the shorter the better."
  synonyms: [delay, response time]
- {id: speed, name: on, definition: 2501.10, deprecated_to: latency}
"""
LATENCY = Term(
    id="latency",
    name="Latency",
    definition="Time to answer: the shorter the better.",
    synonyms=("delay", "response time"),
)
SPEED = Term(id="speed", name="on", definition="2501.10", deprecated_to="latency")


def loaded(root: Path, text: str, name: str = "measures") -> Loaded:
    """A survey with one vocabulary that holds ``text``."""
    folder = survey_folder(root, {"a-paper": paper_file("a-paper")}) / "content/vocabulary"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yml").write_bytes(text.encode())
    return load(root)


def vocabulary_of(found: Loaded) -> dict[str, tuple[Term, ...]]:
    """The vocabularies of what was read."""
    assert found.survey is not None
    return dict(found.survey.vocabulary)


@pytest.mark.parametrize("name", (REASONS, *FIELDS.vocabularies))
def test_a_vocabulary_holds_its_terms_in_the_order_of_the_file(tmp_path: Path, name: str) -> None:
    found = loaded(tmp_path, TERMS, name)
    assert found.findings == ()
    assert vocabulary_of(found) == {name: (LATENCY, SPEED)}


def test_a_survey_without_vocabularies_has_none(tmp_path: Path) -> None:
    found = load(survey_folder(tmp_path))
    assert (vocabulary_of(found), found.findings) == ({}, ())


def test_an_empty_list_is_no_vocabulary(tmp_path: Path) -> None:
    found = loaded(tmp_path, "[]\n")
    assert (vocabulary_of(found), found.findings) == ({}, ())


def test_a_file_of_another_name_is_no_vocabulary(tmp_path: Path) -> None:
    found = loaded(tmp_path, TERMS, "colours")
    assert (vocabulary_of(found), found.findings) == ({}, ())


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_file_saved_on_windows_is_read_alike(tmp_path: Path, mark: str, end: str) -> None:
    found = loaded(tmp_path, mark + TERMS.replace("\n", end))
    assert vocabulary_of(found) == {"measures": (LATENCY, SPEED)}


@pytest.mark.parametrize(
    ("text", "line", "rule", "named"),
    [
        (TERMS.replace("  name: Latency\n", ""), 2, "schema", "«name:» is missing"),
        (TERMS.replace("id: latency", "id: Latency"), 2, "schema", "id: "),
        (TERMS.replace("  synonyms: [delay, response time]", "  synonyms: delay"), 5, "schema", "synonyms: "),
        (TERMS.replace("synonyms:", "synonym:"), 5, "schema", "there is no field «synonym»"),
        (TERMS.replace("deprecated_to: latency", "deprecated_to: La tency"), 6, "schema", "deprecated_to: "),
        (f"{TERMS}- just text\n", 7, "schema", "fields are expected, not «just text»"),
        (f"{TERMS}-\n", 7, "schema", "fields are expected, not nothing"),
        (f"{TERMS}- id: a\n  id: b\n", 8, "yaml", "«id» appears twice"),
        (f"{TERMS}- id: 'a\n", 7, "yaml", "never closed"),
        (f"{TERMS}- &x {{id: a}}\n", 7, "yaml", "anchors and aliases"),
        (f"{TERMS}- !!python/object:os.system {{}}\n", 7, "yaml", "python/object"),
        ("id: latency\nname: Latency\n", 1, "schema", "a list is expected."),
        ("", 1, "schema", "a list is expected."),
        ("text\n", 1, "schema", "a list is expected."),
    ],
)
def test_an_error_is_told_with_its_file_and_line(tmp_path: Path, text: str, line: int, rule: str, named: str) -> None:
    found = loaded(tmp_path, text).findings
    assert [(f.file, f.line, f.rule) for f in found] == [("content/vocabulary/measures.yml", line, rule)]
    assert named in found[0].message
    assert found[0].fix


def test_every_bad_term_is_told_and_the_good_ones_stay(tmp_path: Path) -> None:
    found = loaded(tmp_path, f"- id: a\n{TERMS}- {{id: B, name: B, definition: B}}\n")
    assert [f.line for f in found.findings] == [1, 1, 8]
    assert vocabulary_of(found) == {"measures": (LATENCY, SPEED)}


def test_a_broken_vocabulary_leaves_papers_and_the_other_vocabularies(tmp_path: Path) -> None:
    loaded(tmp_path, TERMS, "kinds")
    found = loaded(tmp_path, "- id: [", "measures")
    assert list(vocabulary_of(found)) == ["kinds"]
    assert found.survey is not None
    assert list(found.survey.paper) == ["a-paper"]


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    loaded(tmp_path, TERMS)
    path = tmp_path / "content/vocabulary/measures.yml"
    path.write_bytes(path.read_bytes() + b"- id: caf\xe9\n")
    (found,) = load(tmp_path).findings
    assert (found.line, found.column) == (7, 10)
    assert found.message == "the file is not UTF-8: the byte 0xe9 is here."


@pytest.mark.parametrize("name", (REASONS, *FIELDS.vocabularies))
def test_every_real_vocabulary_is_in_use_and_defines_each_term_once(real_survey: Survey, name: str) -> None:
    terms = real_survey.vocabulary[name]
    names = [word for term in terms for word in (term.name, *term.synonyms)]
    assert len({term.id for term in terms}) == len(terms)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", (REASONS, *FIELDS.vocabularies))
def test_real_terms_refer_to_terms_of_the_same_vocabulary(real_survey: Survey, name: str) -> None:
    ids = {term.id for term in real_survey.vocabulary[name]}
    named = {key for term in real_survey.vocabulary[name] for key in (term.parent, term.deprecated_to) if key}
    assert named <= ids
