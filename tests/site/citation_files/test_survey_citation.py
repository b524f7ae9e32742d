"""How the survey is cited: valid by the schema of the format, and the same at the repository's root."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.model import Survey
from livingsurvey.model.licences import licence_of
from livingsurvey.model.survey import Editor
from livingsurvey.site.citation_files.survey_citation import citation_file, export_citation

from tests.builders import REPOSITORY, SETTINGS, survey

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "cff-1.2.0.json").read_text())
EDITORS = (Editor(name="Ada Lovelace", url="https://a.org/ada"), Editor(name="The Team"))


def told(changed: date | None = None, **fields: Any) -> dict[str, Any]:
    """What the file says; it is valid by the schema."""
    given_survey = replace(survey(), settings=SETTINGS.model_copy(update=fields))
    read: dict[str, Any] = yaml.load(citation_file(given_survey, changed), yaml.BaseLoader)
    jsonschema.Draft7Validator(SCHEMA).validate(read)
    return read


def test_a_bare_survey_can_be_cited() -> None:
    read = told()
    assert (read["title"], read["type"], read["license"]) == ("Test Survey", "dataset", "CC-BY-4.0")
    assert read["authors"] == [{"name": "The editors of Test Survey"}]
    assert not {"date-released", "version", "url", "repository-code"} & set(read)


def test_everything_known_is_told() -> None:
    read = told(date(2025, 8, 7), editors=EDITORS, site_url="https://a.org/s/", repository="https://a.org/repository")
    assert read["authors"] == [{"name": "Ada Lovelace", "website": "https://a.org/ada"}, {"name": "The Team"}]
    assert (read["version"], read["date-released"]) == ("2025-08-07", "2025-08-07")
    assert (read["url"], read["repository-code"]) == ("https://a.org/s/", "https://a.org/repository")


def test_a_licence_that_the_format_does_not_know_is_left_out() -> None:
    assert "license" not in told(licence="My own")


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0", "ODbL-1.0", "MIT"])
def test_a_known_licence_is_named(licence: str) -> None:
    assert told(licence=licence)["license"] == licence


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip))
@example("0\x85")
@settings(deadline=None, max_examples=60)
def test_any_name_is_told_to_the_letter(text: str) -> None:
    read = told(name=text, description=text, editors=(Editor.model_construct(name=text, url=None),))
    assert (read["title"], read["abstract"], read["authors"]) == (text, text, [{"name": text}])


def test_the_notice_names_the_licence_and_whose_text_is_not_under_it() -> None:
    given_survey = replace(survey(changed=date(2025, 1, 1)), settings=SETTINGS.model_copy(update={"editors": EDITORS}))
    files = export_citation(given_survey, derive(given_survey))
    assert yaml.safe_load(files["data/CITATION.cff"])["version"] == "2025-01-01"
    notice = files["data/LICENSE.txt"].decode()
    assert "by Ada Lovelace, The Team," in notice
    assert "https://creativecommons.org/licenses/by/4.0/" in notice
    assert "Titles and abstracts are their authors'" in notice


def test_an_unknown_licence_has_no_address() -> None:
    assert licence_of("My own") == ("My own", None)


def test_the_file_at_the_root_is_the_generated_one_without_a_date(real_survey: Survey) -> None:
    """It changes with ``content/survey.yml``; write it anew with ``citation_file``."""
    assert (REPOSITORY / "CITATION.cff").read_bytes() == citation_file(real_survey)
