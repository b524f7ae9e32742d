"""The days on which papers were added and changed, as a script."""

import json
from datetime import UTC, date, datetime

from livingsurvey.analysis import derive
from livingsurvey.model import Change, Dates, Survey
from livingsurvey.model.claim_change import ClaimChange
from livingsurvey.site.reader.changes import PATH, export_changes

from tests.builders import claim, paper, survey, topic


def told(given_survey: Survey) -> dict[str, object]:
    files = export_changes(given_survey, derive(given_survey))
    assert list(files) == [PATH]
    text = files[PATH].decode()
    begin = "((window.survey??={}).data??={}).changes="
    assert text.startswith(begin)
    assert text.endswith("};\n")
    data: dict[str, object] = json.loads(text.removeprefix(begin).removesuffix(";\n"))
    return data


def test_each_paper_has_two_days() -> None:
    dates = Dates(datetime(2025, 1, 2, 23, 59, tzinfo=UTC), datetime(2025, 3, 4, tzinfo=UTC))
    given_survey = survey(paper("a"), paper("b"), history={"a": dates}, changed=date(2025, 3, 5))
    data = told(given_survey)
    assert (data["generated"], data["papers"]) == ("2025-03-05", {"a": ["2025-01-02", "2025-03-04"]})


def test_every_feed_is_named_with_the_search_that_it_follows() -> None:
    date = datetime(2025, 1, 2, tzinfo=UTC)
    topics = (topic("area", title="Area"), topic("lace", "area", title="Lace"))
    given_survey = survey(paper("a", topics=("lace",)), topics=topics, history={"a": Dates(date, date)})
    assert told(given_survey)["feeds"] == [
        ["area=area", "feeds/area", "Area"],
        ["topic=lace", "feeds/lace", "Lace"],
        ["", "feeds/all", given_survey.settings.name],
    ]


def test_where_nothing_is_known_nothing_is_told() -> None:
    assert told(survey(paper("a"))) == {"generated": None, "papers": {}, "claims": {}, "feeds": []}


def test_claims_that_changed_are_told_with_both_figures() -> None:
    was, now = (claim(quote="Q.", measure="memory", change=Change(form="factor", value=n, unit="×")) for n in (2, 3))
    day = date(2025, 3, 4)
    moved = claim(quote="Q.", measure="memory", change=was.change, on="one GPU")
    changes = (ClaimChange(day, was, now), ClaimChange(day, None, now), ClaimChange(day, was, None))
    silent = (ClaimChange(day, was, moved),)
    data = told(survey(paper("a"), paper("b"), claim_changes={"a": changes, "b": silent}))
    two, three = "2× better", "3× better"
    assert data["claims"] == {"a": [["2025-03-04", two, three], ["2025-03-04", "", three], ["2025-03-04", two, ""]]}
