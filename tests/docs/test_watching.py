"""What the documentation of searches shows is as the program does it."""

import re
from pathlib import Path

from livingsurvey.commands.search_records import OVERLAP
from livingsurvey.store.search_files import WATCH_FILE, read_watch_plan

from tests.builders import REPOSITORY

TEXT = (REPOSITORY / "generator/docs/watching.md").read_text()


def test_the_example_of_a_plan_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "content").mkdir()
    (tmp_path / WATCH_FILE).write_text(example)
    plan = read_watch_plan(tmp_path, findings := [])
    assert findings == []
    assert plan and [saved.service for saved in plan.searches] == ["arxiv", "folder"]


def test_the_days_of_overlap_are_as_it_says() -> None:
    assert OVERLAP == 3
    assert "three days before the last one" in TEXT
