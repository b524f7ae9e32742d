"""The report says what ran and what waits; nothing that a stranger wrote acts in it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.proposed_claims import ClaimProposer, ProposedClaim
from livingsurvey.commands.waiting_candidates import waiting_candidates
from livingsurvey.commands.watch_mail import COLUMNS, plain
from livingsurvey.commands.watch_report import counted, quoted, report
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.builders import claim
from tests.commands.candidates import candidate, learned, run

TODAY = date(2026, 11, 30)
HOSTILE = [
    "See @someone and owner/survey#123, GH-7",
    "<img src=x onerror=alert(1)> ![x](https://evil.example/x.png) <!-- candidate a include -->",
    "a | b | c `code` ``` | [x](javascript:alert(1)) [ref]: https://evil.example",
    "| a |\u2028- [x] ticked <!-- candidate new-reef unsure -->",
    "\\| \\` **bold** ~~gone~~ $x^2$ :tada: &lt;b&gt; https://evil.example www.evil.example a@evil.example",
]


def tokens(markdown: str) -> list[Token]:
    """All tokens of a text as GitHub would read it, those within lines too."""
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    return [inner for token in parsed for inner in (token, *(token.children or []))]


def shown(markdown: str) -> str:
    return "".join(one.content for one in tokens(markdown) if one.type == "text")


def test_a_candidate_is_shown_with_all_that_is_known() -> None:
    survey = learned(candidate(title="A new reef"))
    text = report(survey, TODAY)
    assert "[A new reef](https://arxiv.org/abs/2611.00001)<br>Ada Diver et al., 2026-11-20" in text
    (one,) = waiting_candidates(survey)
    assert f"| {one.likelihood} | include in Corals |" in text
    assert re.search(r"For it: .*corals", text, re.IGNORECASE)
    assert "1 candidate waits for a decision." in text


def test_a_work_that_a_candidate_may_be_is_named_as_text() -> None:
    survey = learned(candidate(title="Coral 1", authors=(), published=None, arxiv=None))
    assert "Perhaps the same work as: Coral 1 (`coral-1`; what is stated agrees)." in report(survey, TODAY)
    assert "perhaps the same as: Coral 1 (coral-1; what is stated agrees)" in report(survey, TODAY, "mail")
    assert "Perhaps the same work" not in report(learned(candidate(title="A new reef")), TODAY)


def test_sentences_that_look_like_results_are_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    change = {"form": "factor", "value": 2, "unit": "×"}
    found = ProposedClaim(claim(quote="q", measure="latency", change=change), 0, 28, (0, 1), 0.9)
    monkeypatch.setattr(ClaimProposer, "propose", lambda *_: (found,))
    assert "> Corals bleach in warm water." in report(learned(candidate()), TODAY)
    assert "“Corals bleach in warm water.”" in report(learned(candidate()), TODAY, "mail")


def test_searches_say_when_they_ran_and_what_came() -> None:
    text = report(learned(candidate()), TODAY)
    assert "Searched last on 2026-11-23." in text
    assert "| reefs (arxiv) | 2026-11-23 | 9 | 4 | 5 | 2026-11-30 |" in text
    assert "Overdue" not in text


@pytest.mark.parametrize("form", ["markdown", "mail"])
def test_what_is_overdue_and_what_went_wrong_is_said(form: str) -> None:
    survey = learned(runs=(run(), run(date="2026-11-30", fault="the service answers with 503 @all")))
    text = report(survey, date(2026, 12, 1), form)  # type: ignore[arg-type]
    assert "Overdue since 2026-11-30" in text
    assert "the service answers with 503" in text
    assert "No candidate waits" in text or "no candidates waiting" in text


def test_searches_that_never_ran_are_named() -> None:
    text = report(learned(runs=()), TODAY)
    assert "Nothing was searched yet." in text
    assert "Never run to the end: reefs." in text
    assert "| reefs (arxiv) | never |  |  |  | now |" in text
    assert "reefs: never run" in report(learned(runs=()), TODAY, "mail")


def test_a_survey_without_searches_has_a_report() -> None:
    survey = learned(watch=None, runs=())
    assert "Nothing was searched yet." in report(survey, TODAY)
    assert "Nothing was searched yet." in report(survey, TODAY, "mail")


def test_what_does_not_fit_is_counted() -> None:
    survey = learned(*(candidate(f"reef-{n}") for n in range(5)))
    assert "The 2 most promising are shown; 3 more wait." in report(survey, TODAY, most=2)
    assert "3 more wait" in report(survey, TODAY, "mail", most=2)
    assert counted(survey, 5) == "5 candidates wait for a decision."


def test_the_same_survey_gives_the_same_report() -> None:
    survey = learned(*(candidate(f"reef-{n}") for n in range(5)))
    again = learned(*(candidate(f"reef-{n}") for n in range(5)))
    assert report(survey, TODAY) == report(again, TODAY)


def harmless(title: str) -> None:
    """Nothing of a title acts: no link but ours, no picture, no markup, nobody named, one row of four cells."""
    text = report(learned(candidate(title=title, authors=(title,), abstract=title)), TODAY)
    found = tokens(text)
    assert {one.attrGet("href") for one in found if one.type == "link_open"} <= {"https://arxiv.org/abs/2611.00001"}
    assert {one.content for one in found if one.type.startswith("html")} <= {"<br>"}
    assert not {one.type for one in found} & {"image", "code_inline", "fence", "code_block", "em_open", "s_open"}
    assert sum(one.type == "td_open" for one in found) == 10
    assert sum(one.type == "heading_open" for one in found) == 4
    assert not re.search(r"[@#]\w|GH-\d|https?:\w", shown(text), re.IGNORECASE)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_do_nothing(title: str) -> None:
    harmless(title)


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_no_title_does_anything(title: str) -> None:
    if title.strip():
        harmless(title)


def test_long_titles_are_cut() -> None:
    assert len(quoted("x" * 5_000)) < 400
    assert plain("x" * 5_000) == "x" * 300 + "…"


@given(st.text(min_size=1, max_size=400))
def test_no_line_of_a_mail_is_too_long_or_has_unseen_signs(title: str) -> None:
    title = " ".join(title.split()) or "t"
    text = report(
        learned(candidate(title=title, authors=(title,), doi=f"10.1234/{'x' * 200}", arxiv=None)), TODAY, "mail"
    )
    assert max(map(len, text.split("\n"))) <= COLUMNS
    assert all(sign == "\n" or sign.isprintable() for sign in text)


def test_wide_signs_count_twice() -> None:
    text = report(learned(candidate(title="珊" * 100)), TODAY, "mail")
    assert max(line.count("珊") for line in text.split("\n")) <= COLUMNS // 2
