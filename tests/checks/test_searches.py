"""Rules of saved searches."""

from livingsurvey.checks import searches
from livingsurvey.services.searching import SEARCH_SERVICES


def test_the_services_that_rules_know_are_those_that_can_be_searched() -> None:
    assert list(SEARCH_SERVICES) == list(searches._BUILT_IN)
