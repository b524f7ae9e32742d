"""The saved searches with which each template begins: none runs until somebody chooses one, and each is right."""

import re
from pathlib import Path

import pytest
from livingsurvey.checks.run import check
from livingsurvey.commands.init import TEMPLATES, start
from livingsurvey.store import load


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_plan_of_a_template_has_no_search_until_the_signs_are_removed(template: str, tmp_path: Path) -> None:
    start(tmp_path, "Corals", template)
    plan = load(tmp_path).survey
    assert plan and plan.watch and plan.watch.searches == ()
    path = tmp_path / "content/watch.yml"
    path.write_text(re.sub(r"^#(?=  )", "", path.read_text(), flags=re.MULTILINE))
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert loaded.survey and loaded.survey.watch
    assert len(loaded.survey.watch.searches) >= 3
    assert [one for one in check(tmp_path, loaded) if "search" in one.rule] == []
