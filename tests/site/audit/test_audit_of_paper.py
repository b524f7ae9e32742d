"""The audit at the end of a paper's page: each number's chain, the texts with its sentence marked, and readings."""

from dataclasses import replace
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import NOT_STATED, CapturedRecord, Paper, Reading, Survey, Term
from livingsurvey.site.render import render_pages

from tests.builders import claim, paper, survey
from tests.site.engines import Parsed, site_html
from tests.site.samples import HOSTILE

QUOTE = "It is 2 times faster."
ABSTRACT = f"We look at it. {QUOTE} That is all."
RECORD = CapturedRecord("listing", "content/sources/l.txt", "0" * 64, 7, 3, ("A paper", "", ABSTRACT))
FACTOR = {"form": "factor", "value": 2, "unit": "×", "bound": "up to"}


def audited(*readings: Reading, records: tuple[CapturedRecord, ...] = (RECORD,), **fields: Any) -> str:
    """The audit of a paper with one claim, as Markdown; empty where its page has none."""
    made = {"abstract": ABSTRACT, "claims": [claim(quote=QUOTE, measure="latency", change=FACTOR)]} | fields
    terms = {"measures": (Term(id="latency", name="latency", definition="D.", better="less"),)}
    return of(replace(survey(paper(**made), vocabulary=terms), captured={"a-paper": records}, readings=readings))


def of(subject: Survey) -> str:
    """The audit of ``a-paper``."""
    page = page_of(subject)
    return page[page.index("## Audit") :] if "## Audit" in page else ""


def page_of(subject: Survey) -> str:
    """The page of ``a-paper``, as Markdown."""
    return render_pages(subject, derive(subject))["papers/a-paper.md"]


def reading(value: Any, reader: str, **fields: Any) -> Reading:
    """A reading of the measure of the claim."""
    base = {"paper": "a-paper", "field": "measure", "value": value, "reader": reader, "date": "2026-11-29"}
    return Reading(**base | {"claim": QUOTE} | fields)


def step(markdown: str, name: str) -> str:
    """What a step of the chain says."""
    return markdown.split(f"**{name}**", 1)[1].split("\n\n", 1)[0].split(".  **")[0].rsplit("\n", 1)[0].strip()


def test_a_number_is_followed_from_its_figure_to_the_line_of_the_capture() -> None:
    text = audited()
    assert "### 2× less latency, at most { #audit-1 }" in text
    said = "Claim 1 in `content/papers/a-paper.md`: `factor 2 ×, up to` · baseline not recorded · setting not stated"
    assert step(text, "Claim") == said
    assert step(text, "Sentence") == "[quoted with the claim above](#claim-1)"
    assert step(text, "Place in the abstract") == "Characters 16 to 36 of 49, [marked in the capture](#audit-captured)"
    assert step(text, "Capture") == "`content/sources/l.txt`, line 9"
    assert "No reading of this number is stored." in text


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("a mill", "up to` · setting not stated"),
        (NOT_STATED, "up to` · setting not stated"),
        (None, "up to` · baseline not recorded · setting not stated"),
    ],
)
def test_a_baseline_that_is_not_stated_is_not_one_that_nobody_looked_for(against: str | None, said: str) -> None:
    text = audited(claims=[claim(quote=QUOTE, measure="latency", change=FACTOR, against=against)])
    assert said in step(text, "Claim")


def test_the_record_is_shown_with_its_lines_and_the_sentence_marked() -> None:
    text = audited()
    assert "### The record as captured { #audit-captured }" in text
    marked = "… **It is 2 times faster.** [1](#audit-1) … [as in the abstract above](#abstract)"
    assert f"> `7` A paper\n>\n> `9` {marked}\n" in text
    page = site_html(page_of(survey(paper(abstract=ABSTRACT))))
    assert 'id="abstract"' in page


def test_a_record_of_what_the_page_does_not_show_is_shown_as_a_whole() -> None:
    marked = "> `9` We look at it. **It is 2 times faster.** [1](#audit-1) That is all."
    assert marked in audited(published_abstract="We look. It is 2 times faster, and that is all.")


def test_a_line_of_the_abstract_that_no_claim_quotes_leads_to_the_abstract() -> None:
    assert "> `9` [as in the abstract above](#abstract)" in audited(reading("latency", "first", claim=None), claims=[])


def test_who_read_a_number_when_and_what_it_came_to() -> None:
    both = reading("latency", "first"), reading("memory", "second", date="2026-11-30")
    assert "Measure: latency (first, 2026-11-29); memory (second, 2026-11-30). Readers differ, not settled." in audited(
        *both
    )
    third = reading("latency", "Ada", date="2026-12-01", settles=True)
    assert "Settled by Ada, 2026-12-01." in audited(*both, third)
    alike = audited(both[0], reading("latency", "second"))
    assert "Measure: latency. Readers agree (first, second, 2026-11-29)." in alike
    assert "Measure: latency. Read once (first, 2026-11-29)." in audited(both[0])


def test_readings_that_say_the_same_are_together() -> None:
    found = reading("latency", "first"), reading("memory", "second"), reading("latency", "third", settles=True)
    assert "Measure: latency (first, third, 2026-11-29); memory (second, 2026-11-29). Settled" in audited(*found)
    quoted = [
        Reading("a-paper", "status", "included", reader, "2026", quote=quote, note=note)
        for reader, quote, note in (("first", QUOTE, ""), ("second", QUOTE[:-1], ""), ("third", QUOTE, "It is."))
    ]
    said = f"included (first, second, 2026), “{QUOTE}”; included (third, 2026), “{QUOTE}”: It is. "
    assert f"- Screening: {said}" in audited(*quoted)


def test_what_was_read_alike_is_said_together_and_the_rest_field_by_field() -> None:
    of_paper = [
        Reading("a-paper", "status", "included", "first", "2026", quote="We look at it.", note="It is."),
        Reading("a-paper", "methods", ("A", "B"), "first", "2026"),
        Reading("a-paper", "kind", "not stated", "first", "2026"),
        Reading("a-paper", "methods", (), "second", "2026"),
        Reading("a-paper", "topic", "ghost", "first", "2026", quote="We look at it."),
    ]
    assert [line for line in audited(*of_paper).splitlines() if line.startswith("- ")] == [
        "- Primary topic: ghost, “We look at it.” · Kind: Not stated. Read once (first, 2026).",
        "- Screening: included (first, 2026), “We look at it.”: It is. Read once.",
        "- Method: A, B (first, 2026); – (second, 2026). Readers differ, not settled.",
    ]


def test_a_paper_without_numbers_shows_who_read_it() -> None:
    text = audited(Reading("a-paper", "status", "excluded", "first", "2026"), claims=[])
    assert "- Screening: excluded. Read once (first, 2026)." in text
    assert "#audit-1" not in text
    assert "`content/sources/l.txt`, line 7" in text


def test_a_paper_without_numbers_and_readings_has_no_audit() -> None:
    assert audited(claims=[]) == ""


def test_without_a_capture_the_abstract_is_shown() -> None:
    text = audited(records=())
    assert step(text, "Capture") == "No capture of this paper is kept."
    assert "[marked in the abstract](#audit-abstract)" in text
    assert "> … **It is 2 times faster.** [1](#audit-1) … [as in the abstract above](#abstract)" in text


def test_a_record_that_writes_the_abstract_otherwise_is_shown_without_marks() -> None:
    bibtex = replace(RECORD, lines=("@article{a,", "  abstract = {We look at {it}. It is {2} times", "  faster.}}"))
    text = audited(records=(bibtex,))
    assert "### The abstract { #audit-abstract }" in text and "### The record as captured { #audit-captured }" in text
    assert step(text, "Capture") == "`content/sources/l.txt`, line 7"
    assert text.count("**It is 2 times faster.**") == 1


def test_a_record_that_has_no_lines_is_named() -> None:
    text = audited(records=(replace(RECORD, lines=()),))
    assert step(text, "Capture") == "`content/sources/l.txt`, line 7"
    assert "The record as captured" not in text


def test_a_sentence_that_only_the_published_abstract_has_is_marked_there() -> None:
    published = "We look at $it$. It is $2$ times faster."
    text = audited(
        published_abstract=published,
        claims=[claim(quote="It is $2$ times faster.", measure="latency", change=FACTOR)],
        provenance={"published_abstract": {"file": "f.jsonl", "line": 4}},
    )
    assert "[marked in the published abstract](#audit-published)" in text
    assert "in `content/facts/f.jsonl`, line 4" in step(text, "Capture")
    assert "**It is $2$ times faster.**" in text.replace("\\", "").replace("&#36;", "$")
    assert "The record as captured" in text


def test_other_captures_are_named() -> None:
    other = replace(RECORD, file="content/sources/m.txt", line=70)
    text = audited(records=(RECORD, other))
    assert "Captured in `content/sources/l.txt`, line 7; `content/sources/m.txt`, line 70" in text


def test_a_claim_leads_to_its_audit() -> None:
    subject = survey(paper(abstract=ABSTRACT, claims=[claim(quote=QUOTE, measure="latency", change=FACTOR)]))
    assert "[Audit this number](#audit-1)" in render_pages(subject, derive(subject))["papers/a-paper.md"]


def hostile(text: str) -> Survey:
    """A survey whose capture, claim and readings are a text."""
    subject: Paper = paper(abstract=text, claims=[claim(quote=text, measure="latency", change=FACTOR)])
    readings = (
        Reading("a-paper", "kind", text, text, text, quote=text, note=text),
        reading(text, text, claim=text, settles=True),
    )
    record = replace(RECORD, lines=(text, "", text))
    return replace(survey(subject), captured={"a-paper": (record,)}, readings=readings)


@pytest.mark.parametrize("text", [HOSTILE, "* a\n", "</blockquote><p>", "`a` **b**", "1. a", "| a |"])
def test_hostile_text_changes_no_element(text: str) -> None:
    shown = " ".join(text.split())
    assert Parsed(site_html(of(hostile(shown)))).tags == Parsed(site_html(of(hostile("Harmless")))).tags
