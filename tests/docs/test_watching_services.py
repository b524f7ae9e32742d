"""The table of services in the documentation is of the services that there are."""

import re

from livingsurvey.services.searching import MOST_PAGES, SEARCH_SERVICES
from livingsurvey.services.service_client import _PAUSE, KEYED

from tests.builders import REPOSITORY

TEXT = (REPOSITORY / "generator/docs/watching.md").read_text()
ROWS = dict(re.findall(r"^\| `([\w-]+)` \|.*\| ([\d.]+) s(?: a host)? \|$", TEXT, flags=re.MULTILINE))


def test_each_service_has_a_row_with_its_pause() -> None:
    assert {name: float(pause) for name, pause in ROWS.items()} == {name: _PAUSE[name] for name in SEARCH_SERVICES}


def test_each_key_is_named() -> None:
    assert re.findall(r"`SURVEY_(\w+)_KEY`", TEXT) == [name.upper() for name in KEYED]


def test_the_limit_is_the_real_one() -> None:
    assert f"at most {MOST_PAGES} answers" in TEXT
