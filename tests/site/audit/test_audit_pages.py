"""The page about auditing: what it counts, and that it leads to every number."""

from dataclasses import replace
from typing import Any

import pytest
import yaml
from livingsurvey.analysis import derive
from livingsurvey.model import CapturedRecord, Reading, Survey, Term
from livingsurvey.site.audit import audit_pages
from livingsurvey.site.render import render_pages

from tests.builders import SETTINGS, claim, paper, source, survey

QUOTE = "It is 2 times faster."
FACTOR = {"form": "factor", "value": 2, "unit": "×"}


def made(count: int = 2, **fields: Any) -> Survey:
    """A survey with papers that report one number each."""
    claims = [claim(quote=QUOTE, measure="latency", change=FACTOR)]
    papers = [paper(f"p{n}", abstract=f"{QUOTE} So it is.", claims=claims, **fields) for n in range(count)]
    terms = {"measures": (Term(id="latency", name="latency", definition="D.", better="less"),)}
    record = CapturedRecord("listing", "content/sources/l.txt", "0" * 64, 7, 3, ("P0", "", papers[0].abstract))
    subject = survey(*papers, sources=(source("listing"),), vocabulary=terms)
    return replace(subject, captured={"p0": (record,)})


def page(subject: Survey) -> tuple[dict[str, Any], str]:
    """The front matter of the page and its text."""
    _, head, body = render_pages(subject, derive(subject))["audit.md"].split("---\n", 2)
    return yaml.safe_load(head), body


def test_each_number_leads_to_its_audit() -> None:
    (group,) = page(made())[0]["groups"]
    assert group["label"] == "latency"
    assert [row["url"] for row in group["rows"]] == ["papers/p0.html#audit-1", "papers/p1.html#audit-1"]
    assert group["rows"][0]["figure"] == "2× less latency"
    assert group["rows"][0]["capture"] == "Listing, line 9"
    assert "capture" not in group["rows"][1]


def test_a_sentence_that_the_capture_lost_has_the_line_of_the_record() -> None:
    subject = made()
    record = replace(subject.captured["p0"][0], lines=("P0", "", "It is times faster."))
    (group,) = page(replace(subject, captured={"p0": (record,)}))[0]["groups"]
    assert group["rows"][0]["capture"] == "Listing, line 7"


def test_what_readings_come_to_is_said() -> None:
    readings = tuple(Reading("p0", "measure", "latency", who, "2026", claim=QUOTE) for who in ("first", "second"))
    meta, body = page(replace(made(), readings=readings))
    assert [row.get("outcomes") for row in meta["groups"][0]["rows"]] == [["Readers agree"], None]
    assert "2 are in the captured abstract and 0 in the published one alone" in body
    assert "Readings of 1 numbers are stored, of 1 by two or more readers." in body


def test_excluded_papers_have_no_numbers_to_audit() -> None:
    assert "groups" not in page(made(status="excluded"))[0]


def test_without_any_number_the_page_says_how_one_will_be_followed() -> None:
    meta, body = page(survey())
    assert "groups" not in meta
    assert "No result is reported yet." in body and "**Readings**" in body


@pytest.mark.parametrize(
    ("readers", "said"), [((), None), (("first", "second"), None), ((), "Twice.")], ids=["nobody", "two", "a-sentence"]
)
def test_it_leads_to_how_papers_were_read_where_the_method_says_so(readers: tuple[str, ...], said: str | None) -> None:
    readings = tuple(Reading("p0", "measure", "latency", who, "2026", claim=QUOTE) for who in readers)
    subject = replace(made(), readings=readings, settings=SETTINGS.model_copy(update={"reading": said}))
    pages = render_pages(subject, derive(subject))
    leads = "method.md#readers" in pages["audit.md"]
    assert leads == bool(readers or said)
    assert not leads or "{ #readers }" in pages["method.md"]


def test_the_page_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_pages, "MOST", 3)
    meta, _ = page(made(5))
    assert sum(len(group["rows"]) for group in meta["groups"]) == 3
    assert meta["left_out"] == 2


def test_results_lead_to_the_audit_of_each_number() -> None:
    subject = made()
    pages = render_pages(subject, derive(subject))
    assert "papers/p1.html#audit-1" in pages["results.md"] and "(audit.md)" in pages["results.md"]
