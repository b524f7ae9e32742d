"""The page about the data: every file of the data is on it, and every field has a meaning."""

from datetime import UTC, datetime

from livingsurvey.analysis import derive
from livingsurvey.model import Dates
from livingsurvey.site.data.data_files import data_files
from livingsurvey.site.exports import export_all

from tests.builders import FIELDS, paper, survey
from tests.site.samples import rendered, small


def test_every_file_that_is_told_of_is_made_and_described() -> None:
    given_survey = small()
    made = export_all(given_survey, derive(given_survey))
    page = rendered(given_survey)["data/index.md"]
    for file in data_files(FIELDS):
        assert file.path in made
        assert f"[{file.path}](../{file.path})" in page


def test_every_field_has_a_meaning() -> None:
    models = [model for file in data_files(FIELDS) for model in file.models]
    bare = [f"{m.__name__}.{name}" for m in models for name, field in m.model_fields.items() if not field.description]
    assert bare == []
    assert "| `published` | YYYY, YYYY-MM or YYYY-MM-DD" in rendered(small())["data/index.md"]


def test_feeds_are_told_of_where_there_are_any() -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    dated = rendered(survey(paper("a"), history={"a": Dates(now, now)}))["data/index.md"]
    assert "../feeds/all.xml" in dated
    assert "There are no feeds" in rendered(survey(paper("a")))["data/index.md"]


def test_the_licence_is_named_with_its_address() -> None:
    page = rendered(small())["data/index.md"]
    assert "[Creative Commons Attribution 4.0 International](https://creativecommons.org/licenses/by/4.0/)" in page
