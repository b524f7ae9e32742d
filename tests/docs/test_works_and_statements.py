"""The examples in the documentation of works and statements are what the tool reads, and pass its rules."""

import re
from datetime import date
from pathlib import Path

from livingsurvey.checks.run import check
from livingsurvey.store import load

from tests.builders import REPOSITORY, paper_file, survey_folder

TEXT = (REPOSITORY / "generator/docs/works-and-statements.md").read_text()
FILES = dict(re.findall(r'^```yaml title="([^"]+)"\n(.*?)^```$', TEXT, re.MULTILINE | re.DOTALL))
QUOTES = dict(re.findall(r"paper: ([a-z-]+), (?:says: .*?, )?quote: \"([^\"]+)\"", TEXT))
AREA = "---\ntitle: Reefs\nsummary: S.\n---\n"
TOPIC = "---\ntitle: Bleaching\nparent: reefs\nsummary: S.\n---\n"


def written(root: Path) -> Path:
    """A survey of the examples, with the papers that they quote."""
    fields = "status: included\ntopics: [coral-bleaching]\n"
    every = " ".join(re.findall(r'quote: "([^"]+)"', TEXT))
    papers = {key: paper_file(key, fields).replace(f"The abstract of {key}.", f"Reef Check. {every}") for key in QUOTES}
    survey_folder(root, papers, topics__reefs=AREA, topics__coral_bleaching=TOPIC)
    for file, text in FILES.items():
        path = root / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return root


def test_the_examples_are_read_and_no_rule_of_theirs_fires(tmp_path: Path) -> None:
    loaded = load(written(tmp_path))
    assert [str(found) for found in loaded.findings] == []
    assert loaded.survey
    assert [one.kind for one in loaded.survey.statements] == ["consensus", "disagreements", "questions"]
    found = check(tmp_path, loaded, date(2025, 12, 1))
    about = ("statement-", "work-", "unknown-work-paper", "paper-and-reference", "ambiguous-", "reference-")
    assert [str(one) for one in found if one.rule.startswith(about)] == []
