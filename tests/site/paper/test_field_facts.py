"""How claims were found, as pages say it."""

from livingsurvey.analysis import derive
from livingsurvey.model import NOT_STATED
from livingsurvey.site.paper.field_facts import baseline, claim_facts, evidence, not_stated, unsaid_by_all
from livingsurvey.site.renderer import Renderer

from tests.site.evidenced import WAY, disputed, found, holding, sample, surveyed
from tests.site.plots import page_of

MADE = sample()
RENDERER = Renderer(MADE, derive(MADE))
STATED, UNSEEN = MADE.paper["a"].claims
MISSING = MADE.paper["b"].claims[0]


def test_a_claim_says_how_it_was_found() -> None:
    assert [(fact.label, str(fact.links[0].label)) for fact in claim_facts(RENDERER, STATED)] == [
        ("Way", "dived for"),
        ("Vessel", "a skiff"),
    ]
    assert evidence(RENDERER, STATED) == ["Way: dived for", "Vessel: a skiff"]
    assert evidence(RENDERER, STATED, but=(WAY,)) == ["Vessel: a skiff"]
    assert baseline(RENDERER, STATED) == "a net"


def test_what_was_read_for_and_is_not_stated_is_named() -> None:
    assert not_stated(RENDERER, MISSING) == ["Baseline", "Way", "Vessel"]
    assert evidence(RENDERER, MISSING) == ["Not stated: Baseline, Way, Vessel"]
    assert evidence(RENDERER, MISSING, but=(WAY,)) == ["Not stated: Baseline, Vessel"]
    assert evidence(RENDERER, MISSING, but=(WAY,), unsaid=("Baseline",)) == ["Not stated: Vessel"]
    assert baseline(RENDERER, MISSING) == "Not stated"


def test_what_nobody_has_looked_for_is_not_said() -> None:
    assert (evidence(RENDERER, UNSEEN), baseline(RENDERER, UNSEEN)) == ([], None)


def test_the_page_of_a_paper_says_it_with_each_result() -> None:
    html = page_of(MADE, "papers/a.md")
    assert "baseline: a net" in html and "Way: dived for · Vessel: a skiff" in html
    other = page_of(MADE, "papers/b.md").partition('id="audit"')[0]  # which says of each fact whether it is stated
    assert "Not stated: Baseline, Way, Vessel" in other and "baseline: not stated" not in other


def test_the_page_of_a_paper_shows_versions_that_disagree() -> None:
    html = page_of(disputed(), "papers/a.md")
    assert 'id="versions"' in html and "Versions that disagree" in html
    for words in ("two to 3 times less", "2 to 5 times less", "Only here: 3", "Only here: 5"):
        assert words in html
    assert 'id="versions"' not in page_of(MADE, "papers/a.md")


def test_what_no_result_states_is_said_once() -> None:
    missing = found(way="dived", vessel=NOT_STATED, against=NOT_STATED)
    assert unsaid_by_all(RENDERER, [MISSING, missing]) == ["Baseline", "Vessel"]
    assert unsaid_by_all(RENDERER, [MISSING, UNSEEN]) == []
    assert unsaid_by_all(RENDERER, [MISSING]) == unsaid_by_all(RENDERER, []) == []
    assert evidence(RENDERER, MISSING, unsaid=("Baseline", "Vessel")) == ["Not stated: Way"]
    html = page_of(surveyed(holding("c", MISSING, missing)), "papers/c.md")
    result, _ = html.split('id="audit"')
    assert result.count("Not stated: Way") == html.count("Not stated: Way") == 1
    assert "None of these results states: baseline, vessel." in result
