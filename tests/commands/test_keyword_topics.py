"""Topics of the keywords that bibliographies state, and the file that maps them."""

from pathlib import Path

import pytest
from livingsurvey.commands.keyword_topics import counted, proposal_file, proposed
from livingsurvey.commands.taxonomy_of import find_taxonomy
from livingsurvey.model import Paper, Survey
from livingsurvey.store.keyword_file import FILE, read_keywords
from livingsurvey.store.transaction import apply

from tests.builders import paper, survey, survey_folder, topic


def of(key: str, *keywords: str) -> Paper:
    return paper(key, publication={"keyword": list(keywords)})


SURVEY = survey(of("a", "Light", "Thin films: new"), of("b", "light", "sound"), of("c", "light", "Sound", "wood"))


def mapped(root: Path, text: str, subject: Survey = SURVEY) -> list[tuple[str, str, list[str]]]:
    """The sections that a file of keywords leads to: key, title, papers."""
    survey_folder(root)
    (root / FILE).write_text(text)
    sections = find_taxonomy(root, subject, "keywords", {}).taxonomy.sections
    return [(one.key, one.title, [citation.key for citation in one.citations]) for one in sections]


def test_keywords_are_counted_however_they_are_capitalised() -> None:
    assert [(one.word, one.papers) for one in counted(SURVEY.papers)] == [
        ("light", 3),
        ("sound", 2),
        ("Thin films: new", 1),
        ("wood", 1),
    ]


def test_frequent_keywords_are_proposed_as_topics() -> None:
    assert proposed(SURVEY) == {"light": "light", "sound": "sound", "Thin films: new": None, "wood": None}
    assert proposed(survey(of("a", "wood"))) == {"wood": "wood"}
    there = survey(of("a", "wood"), topics=(topic("area"), topic("trees", "area", title="Wood")))
    assert proposed(there) == {"wood": "trees"}
    assert proposed(survey()) == {}


def test_the_proposal_is_read_as_it_was_written(tmp_path: Path) -> None:
    survey_folder(tmp_path)
    topics = proposed(SURVEY)
    apply(tmp_path, [proposal_file(SURVEY, topics)])
    assert "light: light  # 3\n" in (tmp_path / FILE).read_text()
    assert read_keywords(tmp_path) == (topics, [])


def test_the_file_says_which_keyword_is_which_topic(tmp_path: Path) -> None:
    found = mapped(tmp_path, "light: optics\nWOOD: optics\nsound: null\n")
    assert found == [("optics", "light", ["a", "b", "c"])]


def test_a_file_that_is_there_is_never_written(tmp_path: Path) -> None:
    survey_folder(tmp_path)
    assert len(find_taxonomy(tmp_path, SURVEY, "tags", {}).proposal) == 1
    (tmp_path / FILE).write_text("light: optics\n")
    assert find_taxonomy(tmp_path, SURVEY, "tags", {}).proposal == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: b\nlight: Not a key\n", 2, "«Not a key»"),
        ("- a\n", 1, "no lines of keywords"),
        ("a: [b\n", 1, "«[» opens here"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    survey_folder(tmp_path)
    (tmp_path / FILE).write_text(text)
    (finding,) = read_keywords(tmp_path)[1]
    assert (finding.file, finding.line) == (FILE, line) and said in finding.message
