"""Reading statements: each kind has a file, and a bad entry hides no other."""

from pathlib import Path

from livingsurvey.commands.edit_papers import merge, rename
from livingsurvey.commands.edit_topics import rename as rename_topic
from livingsurvey.model import Finding, Statements
from livingsurvey.store import load
from livingsurvey.store.statement_files import read_statements
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.transaction import apply

from tests.builders import paper_file, survey_folder

QUOTE = '{paper: one, quote: "The abstract of one."}'
OTHER = '{paper: two, quote: "The abstract of two."}'
DISPUTED = """\
# What papers disagree on.
- id: it
  topics: [a-topic]
  about: Whether it is so
  sides:
    - {paper: one, says: It is, quote: "The abstract of one."}
    - {paper: two, says: It is not, quote: "The abstract of two."} # in a later version
  why: They differ.
  date: 2025-01-02
"""
ASKED = f"""\
- {{id: why, topics: [a-topic], question: Why?, why: W., support: [{QUOTE}, {OTHER}], asked: 2025, checked: 2025-02}}
"""
WORKS = "- {id: one-work, name: One, definition: D., paper: one} # its own paper\n"
TOPIC = "---\ntitle: A topic\nsummary: S.\n---\n"


def folder(root: Path) -> Path:
    """A survey with statements."""
    survey_folder(root, {key: paper_file(key) for key in ("one", "two")}, topics__a_topic=TOPIC)
    for name, text in {"disagreements": DISPUTED, "questions": ASKED}.items():
        path = root / "content" / "statements" / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    path = root / "content" / "vocabulary" / "methods.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(WORKS)
    return root


def test_a_survey_without_statements_has_none(tmp_path: Path) -> None:
    findings: list[Finding] = []
    root = survey_folder(tmp_path)
    assert read_statements("questions", root, findings) == []
    survey = load(root).survey
    assert survey and survey.statements == Statements()
    assert findings == []


def test_statements_are_read_with_the_survey(tmp_path: Path) -> None:
    loaded = load(folder(tmp_path))
    assert loaded.findings == ()
    assert loaded.survey
    statements = loaded.survey.statements
    assert [(one.id, one.papers) for one in statements] == [("it", ("one", "two")), ("why", ("one", "two"))]
    assert loaded.survey.statements_of == {"a-topic": tuple(statements)}


def test_a_bad_entry_is_a_finding_at_its_line_and_hides_no_other(tmp_path: Path) -> None:
    file = folder(tmp_path) / "content" / "statements" / "questions.yml"
    file.write_text(f"- {{id: bad, question: Q?}}\n{ASKED}")
    loaded = load(tmp_path)
    assert {(found.file, found.line, found.rule) for found in loaded.findings} == {
        ("content/statements/questions.yml", 1, "schema")
    }
    assert loaded.survey
    assert [one.id for one in loaded.survey.statements.questions] == ["why"]


def edited(root: Path, edit: str) -> dict[str, str]:
    """What the files say after an edit."""
    survey = load(root).survey
    assert survey
    made = {
        "rename": lambda: rename(survey, "one", "first"),
        "merge": lambda: merge(survey, "one", "two"),
        "topic": lambda: rename_topic(survey, "a-topic", "b-topic"),
    }[edit]()
    apply(root, changes_of(root, survey, made))
    files = ("statements/disagreements.yml", "statements/questions.yml", "vocabulary/methods.yml")
    return {file.rpartition("/")[2]: (root / "content" / file).read_text() for file in files}


def test_a_renamed_paper_is_renamed_where_it_is_quoted_and_introduces_a_work(tmp_path: Path) -> None:
    assert edited(folder(tmp_path), "rename") == {
        "disagreements.yml": DISPUTED.replace("paper: one", "paper: first"),
        "questions.yml": ASKED.replace("paper: one", "paper: first"),
        "methods.yml": WORKS.replace("paper: one", "paper: first"),
    }


def test_a_merged_paper_leaves_its_quotations_to_the_other(tmp_path: Path) -> None:
    assert edited(folder(tmp_path), "merge")["questions.yml"] == ASKED.replace("paper: one", "paper: two")


def test_a_renamed_topic_takes_its_statements_along(tmp_path: Path) -> None:
    files = edited(folder(tmp_path), "topic")
    assert files["disagreements.yml"] == DISPUTED.replace("a-topic", "b-topic")
    assert files["questions.yml"] == ASKED.replace("a-topic", "b-topic")
