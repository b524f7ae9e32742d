"""Answers become changes of files: valid ones, of what was asked for alone, and never a path or a command."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.github import propose as run
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.form_answers import FORMS, Answers
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.github.suggest_paper import adder
from livingsurvey.model import Survey
from livingsurvey.model.corrections import STATED_FIELDS
from livingsurvey.services.http_client import HttpPolicy
from livingsurvey.services.service_client import ServiceClient, ServiceSettings
from livingsurvey.store import load

from tests.commands.folders import ALPHA, BETA, folder, held, tree
from tests.services.answers import ARXIV, TITLE, atom, atom_entry
from tests.services.conftest import Reply, Service, service

__all__ = ["service"]

NOWHERE = ServiceSettings(
    dict.fromkeys(("arxiv", "crossref", "openalex", "anthology", "openreview"), "http://127.0.0.1:9")
)
#: Where the fact of a paper comes from, as its file says.
ORIGIN = "  arxiv: {url: 'https://example.org/answer'}\n"
OFFLINE = ServiceClient(ServiceSettings(NOWHERE.addresses, HttpPolicy(timeout=0.5, retries=0)))
BIB = "@inproceedings{k, title={Cats Sleep on Warm Stoves}, author={Doe, Jane}, year=2024, abstract={They purr.}}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey of two papers in two topics."""
    return folder(tmp_path)


def answers(form: str, **fields: str) -> Answers:
    """The answers of a form; those not given are empty."""
    return Answers(form, 7, dict.fromkeys(FORMS[form], "") | fields)


def propose(root: Path, form: str, **fields: str) -> ChangeProposal:
    """Propose a change; there is no network."""
    survey = held(root)
    return run(root, survey, answers(form, **fields), adder(survey, OFFLINE), date(2026, 1, 1))


def changed(root: Path, work: Callable[[], Any]) -> dict[str, bytes | None]:
    """The files that differ afterwards."""
    before = tree(root)
    work()
    after = tree(root)
    return {name: after.get(name) for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def correct(root: Path, field: str, value: str, paper: str = "alpha", source: str = "") -> str:
    """The text of the paper's file after a correction of one field, which must change no other file."""
    name = f"papers/{paper}.md"
    files = changed(root, lambda: propose(root, "correction", paper=paper, field=field, value=value, source=source))
    assert files.keys() == {name}
    return (files[name] or b"").decode()


@pytest.mark.parametrize(
    ("field", "value", "old", "new"),
    [
        ("title", "Alpha: a tale", "title: Alpha  # as", "title: 'Alpha: a tale'  # as"),
        ("published", "2024-05-07", "2024-05\n", "2024-05-07\n"),
        ("kind", "survey", "kind: method", "kind: survey"),
        ("topics", "- decoding\n- caches", "[ caches,  decoding ]", "[ decoding,  caches ]"),
        ("authors", "Ada Lovelace\nGrace Hopper", "  - Ada Lovelace\n", "  - Ada Lovelace\n  - Grace Hopper\n"),
        ("venue", "ICML 2024", "arxiv: '24", "venue: ICML 2024\narxiv: '24"),
        ("summary", "  It does\n another thing. ", "It does something.", "It does another thing."),
        ("code", "https://example.org/b", "https://example.org/a", "https://example.org/b"),
    ],
)
def test_one_field_is_corrected_and_all_around_it_stays(root: Path, field: str, value: str, old: str, new: str) -> None:
    expected = ALPHA.replace(old, new, 1)
    if field in STATED_FIELDS and field != "venue":  # which is empty, so that nothing is corrected
        expected = expected.replace(ORIGIN, f"{ORIGIN}  {field}: {{corrected: 'proposed in #7'}}\n")
    assert correct(root, field, value) == expected


def test_a_corrected_fact_says_why_at_its_own_origin_and_the_others_stay(root: Path) -> None:
    path = root / "content/papers/alpha.md"
    origins = "provenance:\n  authors: {file: f.jsonl, line: 1}  # by hand\n  arxiv: {file: f.jsonl, line: 2}\n"
    path.write_text(ALPHA.replace("provenance:\n" + ORIGIN, origins))
    text = correct(root, "arxiv", "2405.00002")
    assert "arxiv: '2405.00002'" in text and "authors: {file: f.jsonl, line: 1}" in text
    assert "arxiv: {file: f.jsonl, line: 2, corrected: 'proposed in #7'}" in text


def test_a_correction_says_where_it_is_stated(root: Path) -> None:
    text = correct(root, "arxiv", "2405.00002", source="page 1 of\n the paper")
    assert "corrected: page 1 of the paper" in text


def test_a_reason_with_unseen_characters_is_declined(root: Path) -> None:
    with pytest.raises(ProposalDeclinedError, match="cannot be seen"):
        correct(root, "arxiv", "2405.00002", source="page\u202e 1")


def test_a_file_without_origins_gets_none(root: Path) -> None:
    assert correct(root, "published", "2024", "beta") == BETA.replace(
        "published:   # to do", "published: '2024'  # to do"
    )


@pytest.mark.parametrize("named", ["alpha", " https://a.example/papers/alpha.html ", "papers/alpha.html#x", "once"])
def test_a_paper_is_named_by_key_address_or_former_key(root: Path, named: str) -> None:
    path = root / "content/papers/alpha.md"
    path.write_text(ALPHA.replace("title:", "aliases: [once]\ntitle:"))
    if "#" in named:
        with pytest.raises(ProposalDeclinedError):
            propose(root, "correction", paper=named, field="kind", value="survey")
        return
    propose(root, "correction", paper=named, field="kind", value="survey")
    assert held(root).paper["alpha"].fields["kind"] == "survey"


@pytest.mark.parametrize(
    ("field", "value", "paper"),
    [
        ("published", "tomorrow", "alpha"),
        ("published", "2024-13", "alpha"),
        ("status", "maybe", "alpha"),
        ("arxiv", "x", "alpha"),
        ("code", "javascript:alert(1)", "alpha"),
        ("topics", "../../x", "alpha"),
        ("kind", "method", "alpha"),
        ("kind", "", "alpha"),
        ("abstract", "Mine.", "alpha"),
        ("something else", "Everything.", "alpha"),
        ("key", "omega", "alpha"),
        ("kind", "survey", "nobody"),
        ("kind", "survey", "../alpha/.."),
        ("kind", "survey", ""),
    ],
)
def test_what_is_not_valid_is_declined_and_nothing_changes(root: Path, field: str, value: str, paper: str) -> None:
    def work() -> None:
        with pytest.raises(ProposalDeclinedError):
            propose(root, "correction", paper=paper, field=field, value=value)

    assert changed(root, work) == {}


HOSTILE = [
    "x: y",
    "- a",
    "#",
    "&a",
    "*a",
    "!!python/object:os.system",
    "---",
    "...",
    "'",
    '"',
    "{}",
    "[]",
    "|",
    "@x",
    "`",
    "%",
]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), min_size=1, max_size=4).map(" ".join))
def test_any_text_becomes_that_text_or_is_declined(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    root = folder(tmp_path_factory.mktemp("any"))
    before = held(root)
    try:
        propose(root, "correction", paper="alpha", field="summary", value=value)
    except ProposalDeclinedError:
        assert held(root) == before
        return
    after = held(root)
    assert after.paper["alpha"].summary == " ".join(value.split())
    assert after.paper["beta"] == before.paper["beta"]
    assert after.paper["alpha"].model_copy(update={"summary": None}) == before.paper["alpha"].model_copy(
        update={"summary": None}
    )


def test_a_topic_is_made_and_papers_are_placed_in_it(root: Path) -> None:
    proposal = propose(
        root, "new topic", title="Fast: caches", area="all", summary="What is\nfast.", papers="alpha\n\nbeta\nalpha"
    )
    survey = held(root)
    topic = survey.topic["fast-caches"]
    assert (topic.title, topic.parent, topic.summary, topic.order) == ("Fast: caches", "all", "What is fast.", 1)
    assert survey.paper["alpha"].topics == ("caches", "decoding", "fast-caches")
    assert survey.paper["beta"].topics == ("decoding", "fast-caches")
    assert proposal.title == "Add the topic fast-caches"
    assert "places 2 of 2 papers" in proposal.body
    assert proposal.body.endswith("Closes #7")


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "T", "area": "nowhere", "summary": "S.", "papers": "alpha"},
        {"title": "T", "area": "all", "summary": "", "papers": "alpha"},
        {"title": "…", "area": "all", "summary": "S.", "papers": "alpha"},
        {"title": "T", "area": "all", "summary": "S.", "papers": "alpha\nnobody"},
    ],
)
def test_a_topic_that_cannot_be_is_declined_whole(root: Path, fields: dict[str, str]) -> None:
    def work() -> None:
        with pytest.raises(ProposalDeclinedError):
            propose(root, "new topic", **fields)

    assert changed(root, work) == {}


def test_a_pasted_entry_becomes_a_paper(root: Path) -> None:
    files = changed(
        root, lambda: propose(root, "suggestion", paper="Cats", entry=BIB, why="It saves <b>heat</b> @team.")
    )
    assert files.keys() == {"papers/cats-sleep-on-warm-stoves.md"}
    paper = held(root).paper["cats-sleep-on-warm-stoves"]
    assert (paper.title, paper.authors, paper.abstract) == ("Cats Sleep on Warm Stoves", ("Jane Doe",), "They purr.")


def test_what_was_written_is_inert_in_the_pull_request(root: Path) -> None:
    proposal = propose(root, "suggestion", paper="Cats", entry=BIB, why="<b>heat</b> @team #1\n\n## Head")
    assert proposal.title == "Add cats-sleep-on-warm-stoves"
    assert "<b>" not in proposal.body and "@team" not in proposal.body and "\n## " not in proposal.body


@pytest.mark.parametrize(
    ("paper", "entry", "said"),
    [
        ("2405.00001", "", "has it already: «Alpha» (papers/alpha.html)"),
        ("Alpha", "", "has it already"),
        ("x", BIB.replace("Cats Sleep on Warm Stoves", "Alpha"), "has it already"),
        ("2401.99999", "", "Nothing is known"),
        ("/etc/passwd", "", "Nothing is known"),
        ("content/papers/alpha.md", "", "Nothing is known"),
        ("http://127.0.0.1:9/x", "", "Nothing is known"),
        ("", "", "Nothing is known"),
        ("x", "no entry at all", "no BibTeX or RIS entry"),
        ("x", BIB + "\n" + BIB.replace("Cats", "Dogs"), "cannot be used"),
    ],
)
def test_a_suggestion_that_cannot_be_used_is_declined(root: Path, paper: str, entry: str, said: str) -> None:
    def work() -> None:
        with pytest.raises(ProposalDeclinedError) as told:
            propose(root, "suggestion", paper=paper, entry=entry)
        assert said in str(told.value).replace("&#8203;", "")

    assert changed(root, work) == {}


def test_the_page_of_a_duplicate_is_linked_where_the_site_has_an_address(root: Path) -> None:
    path = root / "content/survey.yml"
    path.write_text(path.read_text() + "site_url: https://a.example/\n")
    with pytest.raises(ProposalDeclinedError, match=r"\[Alpha\]\(https://a\.example/papers/alpha\.html\)"):
        propose(root, "suggestion", paper="2405.00001")


def test_a_survey_that_is_proposed_can_be_read(root: Path) -> None:
    propose(root, "suggestion", paper="Cats", entry=BIB)
    survey: Survey = held(root)
    assert load(root).findings == ()
    assert len(survey.papers) == 3


def test_a_suggestion_is_looked_up_and_each_fact_names_its_answer(root: Path, service: Service) -> None:
    service.replies["/arxiv"] = [Reply(atom(atom_entry()))]
    survey = held(root)
    given_answers = answers("suggestion", paper=f"https://arxiv.org/abs/{ARXIV}v1", entry=BIB)
    run(root, survey, given_answers, adder(survey, service.client(retries=0)))
    (paper,) = (paper for paper in held(root).papers if paper.arxiv == ARXIV)
    assert paper.title == TITLE
    assert str(paper.provenance["arxiv"].url).startswith(service.url)


def test_what_is_found_to_be_here_already_is_declined(root: Path, service: Service) -> None:
    service.replies["/arxiv"] = [Reply(atom(atom_entry(title="Beta")))]
    survey = held(root)

    def work() -> None:
        with pytest.raises(ProposalDeclinedError, match="has it already: «Beta»"):
            run(root, survey, answers("suggestion", paper=ARXIV), adder(survey, service.client(retries=0)))

    assert changed(root, work) == {}


CLAIMED = ALPHA.replace(
    "change: {form: factor, value: 2, unit: ×}", "change: {form: factor, value: 2, unit: ×, bound: about}\n    on: mice"
)


def test_the_parts_of_a_claim_are_corrected_together(root: Path) -> None:
    (root / "content/papers/alpha.md").write_text(
        CLAIMED.replace("It is 2x faster.", "It is 2x faster. It is 3x better.")
    )
    propose(root, "correction", paper="alpha", field="claim 1", value="change.value: 3\nquote: It is 3x better\non:")
    claim = held(root).paper["alpha"].claims[0]
    assert (claim.quote, claim.change.value, claim.change.bound, claim.on) == ("It is 3x better", 3, "about", None)
    assert claim.fields == {"measure": "latency"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claim 2", "on: mice"),
        ("claim 1", "on mice"),
        ("claim 1", "seen: 3"),
        ("claim 1", "change.value: many"),
        ("claim 1", "change.value: 3"),
        ("claim 1", "change.form: guess"),
        ("claim 1", "quote:"),
        ("claim 1", "measure: the height"),
        ("claim 1", "change.value: 2"),
    ],
)
def test_a_claim_that_is_not_valid_is_declined(root: Path, field: str, value: str) -> None:
    before = held(root)
    with pytest.raises(ProposalDeclinedError):
        propose(root, "correction", paper="alpha", field=field, value=value)
    assert held(root) == before


@pytest.mark.parametrize("named", ["topics/caches", "https://a.example/topics/caches.html"])
def test_a_topic_is_corrected(root: Path, named: str) -> None:
    propose(root, "correction", paper=named, field="summary", value="Keeping what was computed.")
    assert held(root).topic["caches"].summary == "Keeping what was computed."
    with pytest.raises(ProposalDeclinedError):
        propose(root, "correction", paper=named, field="order", value="3")


READ = '{{"paper": "alpha", "field": "{}", "value": "{}", "reader": "{}", "date": "2024-06-01"{}}}\n'


def test_a_correction_of_what_was_read_settles_it(root: Path) -> None:
    folder_of_readings = root / "content/readings"
    folder_of_readings.mkdir()
    rows = [READ.format("kind", "method", reader, "") for reader in ("first", "second")]
    (folder_of_readings / "first.jsonl").write_text("".join(rows))
    asked = {"paper": "alpha", "field": "kind", "value": "survey", "source": "its title"}
    files = changed(root, lambda: propose(root, "correction", **asked))
    assert files.keys() == {"papers/alpha.md", "readings/corrections.jsonl"}
    line = json.loads(files["readings/corrections.jsonl"] or b"")
    assert (line["value"], line["reader"], line["note"], line["settles"]) == ("survey", "issue #7", "its title", True)


def test_a_claim_that_is_corrected_keeps_its_readings(root: Path) -> None:
    (root / "content/readings").mkdir()
    words = ', "claim": "It is 2x faster", "figure": 2'
    (root / "content/readings/first.jsonl").write_text(READ.format("measure", "latency", "first", words))
    asked = {"paper": "alpha", "field": "claim 1", "value": "quote: is 2x faster\nmeasure: memory"}
    files = changed(root, lambda: propose(root, "correction", **asked))
    assert files.keys() == {"papers/alpha.md", "readings/first.jsonl", "readings/corrections.jsonl"}
    assert json.loads(files["readings/first.jsonl"] or b"")["claim"] == "is 2x faster"
