"""What papers say is held to what their sources state: nothing is falsified unseen, and a correction says why."""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.checks import RULES, check
from livingsurvey.checks.context import Context
from livingsurvey.importers import enrich, ingest
from livingsurvey.importers.add_source import take_in
from livingsurvey.model import Change, Finding, Paper, Provenance, Severity, Survey, corrected
from livingsurvey.store import load
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.transaction import apply

from tests.builders import REPOSITORY, survey_folder

TODAY = date(2026, 11, 29)
HELD = ("not-as-captured", "fact-elsewhere", "seen-elsewhere", "record-without-paper")
CLEAN_ENTRY = """\
@article{one,
  title = {A plain entry},
  author = {Lind, Eva and Berg, Tom},
  journal = {J. Plain},
  volume = {12}, pages = {1--9},
  year = {2020}, month = may,
  doi = {10.1000/plain},
  abstract = {It is 2 times faster than before. It needs less.}
}
@article{two, title = {Another entry}, author = {Moe, Cy}, journal = {J. Other}, year = {2021},
  abstract = {It is slow.}}
"""
FACTS = '{"title": "A plain entry", "arxiv": "2005.00001", "code": ["https://example.org/code"]}\n{"title": "x"}\n'
PLAIN, OTHER = "content/papers/a-plain-entry.md", "content/papers/another-entry.md"


def found_in(survey: Survey, root: Path = REPOSITORY, rules: Iterable[str] = HELD) -> list[Finding]:
    """What the rules of facts find in a survey whose sources are below a folder."""
    context = Context(survey, root)
    return [RULES[rule].finding(one) for rule in rules for one in RULES[rule].search(context)]


def with_papers(survey: Survey, change: Callable[[Paper], Paper]) -> Survey:
    """A survey in which each paper is changed."""
    return replace(survey, papers=tuple(map(change, survey.papers)))


def files_of(findings: Iterable[Finding], rule: str) -> set[str]:
    """The files in which a rule finds something."""
    return {one.file for one in findings if one.rule == rule}


# The collection of this repository.


def test_every_abstract_and_title_of_the_real_survey_is_compared_with_a_record(real_survey: Survey) -> None:
    facts = Context(real_survey, REPOSITORY).stated
    assert facts is not None
    records = {paper.key: facts.seen(paper) for paper in real_survey.papers}
    assert len(records) == 535
    assert sum(map(len, records.values())) == 655
    assert all(one.values["abstract"] for found in records.values() for one in found)
    assert found_in(real_survey) == []


def test_a_sentence_appended_to_142_real_abstracts_is_found_in_each(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    paths = sorted((tmp_path / "content/papers").glob("*.md"))[:142]
    for path in paths:
        text = path.read_text()
        path.write_text(re.sub(r"(?m)^(abstract: \|-\n  .*)$", r"\1 It saves 99% of all cost.", text, count=1))
    loaded = load(tmp_path)
    findings = check(tmp_path, loaded, TODAY)
    assert files_of(findings, "not-as-captured") == {f"content/papers/{path.name}" for path in paths}
    assert {one.severity for one in findings if one.rule == "not-as-captured"} == {Severity.ERROR}
    assert all("«It saves 99% of all cost.» here" in f.message for f in findings if f.rule == "not-as-captured")


def test_figures_changed_in_abstract_quotation_and_claim_alike_are_found(real_survey: Survey) -> None:
    def _inflated(text: str) -> str:
        return re.sub(r"\d+", lambda digits: f"9{digits[0]}", text)

    def _larger(change: Change) -> Change:
        ends = {name: getattr(change, name) for name in ("value", "low")}
        larger = {name: float(_inflated(f"{end:g}")) for name, end in ends.items() if end is not None}
        return change.model_copy(update=larger)

    def _tampered(paper: Paper) -> Paper:
        claims = tuple(
            one.model_copy(update={"quote": _inflated(one.quote), "change": _larger(one.change)})
            for one in paper.claims
        )
        return paper.model_copy(update={"abstract": _inflated(paper.abstract), "claims": claims})

    changed = {paper.path for paper in real_survey.papers if re.search(r"\d", paper.abstract)}
    assert len(changed) > 200
    assert files_of(found_in(with_papers(real_survey, _tampered)), "not-as-captured") == changed


@pytest.mark.parametrize(
    "tampered",
    [
        lambda text: text[:-1],
        lambda text: text.replace(" ", " not ", 1),
        lambda text: text.upper(),
        lambda text: " ".join(reversed(text.split())),
        lambda text: "",
        lambda text: f"{text}\n\nMore.",
        lambda text: text.replace("e", "е", 1),
        lambda text: f"{text} It is nine times better than all others.",
    ],
    ids=[
        "one-sign-less",
        "one-word-more",
        "capitals",
        "order",
        "nothing",
        "paragraph",
        "another-script",
        "one-sentence-more",
    ],
)
def test_no_change_of_a_real_abstract_passes(real_survey: Survey, tampered: Callable[[str], str]) -> None:
    survey = with_papers(real_survey, lambda paper: paper.model_copy(update={"abstract": tampered(paper.abstract)}))
    assert files_of(found_in(survey), "not-as-captured") == {paper.path for paper in survey.papers}


OTHERS = {
    "title": "Another title altogether",
    "authors": ("Ann Other",),
    "published": "1999-01",
    "venue": "The Other Venue 1999",
    "arxiv": "9901.00001",
    "doi": "10.1000/other",
    "code": ("https://example.org/other",),
    "published_abstract": "Another text.",
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("kept", [True, False], ids=["provenance-kept", "provenance-removed"])
def test_no_real_fact_changes_unseen(real_survey: Survey, name: str, kept: bool) -> None:
    stated = {paper.path for paper in real_survey.papers if name in paper.provenance or name == "title"}

    def _changed(paper: Paper) -> Paper:
        origins = {field: origin for field, origin in paper.provenance.items() if kept or field != name}
        update = {name: OTHERS[name], "provenance": origins}
        return paper.model_copy(update=update) if paper.path in stated else paper

    found = found_in(with_papers(real_survey, _changed))
    assert {one.file for one in found} == stated
    assert stated
    rule = "not-as-captured" if name in ("title", "published_abstract") else "fact-elsewhere"
    assert files_of(found, rule) == stated


def test_no_real_provenance_can_name_the_line_of_another_paper(real_survey: Survey) -> None:
    def _moved(paper: Paper) -> Paper:
        moved = {
            name: origin.model_copy(update={"line": (origin.line or 0) % 150 + 1})
            for name, origin in paper.provenance.items()
        }
        return paper.model_copy(update={"provenance": moved})

    survey = with_papers(real_survey, _moved)
    assert files_of(found_in(survey), "fact-elsewhere") == {paper.path for paper in survey.papers if paper.provenance}


def test_where_a_paper_was_seen_can_neither_go_nor_move(real_survey: Survey) -> None:
    one, other = real_survey.papers[:2]
    gone = with_papers(real_survey, lambda paper: paper.model_copy(update={"seen": ()}) if paper == one else paper)
    assert {found.rule for found in found_in(gone)} == {"record-without-paper"}
    swapped = {one.key: other.seen, other.key: one.seen}
    moved = with_papers(
        real_survey, lambda paper: paper.model_copy(update={"seen": swapped.get(paper.key, paper.seen)})
    )
    assert files_of(found_in(moved), "not-as-captured") == {one.path, other.path}


# A bibliography and a file of facts that were taken in.


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey of two entries, of which one has facts of its own."""
    return taken_in(tmp_path)


def taken_in(root: Path) -> Path:
    """Take the entries and the facts in."""
    survey_folder(root)
    (root / "given.bib").write_text(CLEAN_ENTRY)
    take_in(root, root / "given.bib", ())
    ingest(root, held(root).sources, (), held(root).fields)
    (root / "content/facts").mkdir()
    (root / "content/facts/more.jsonl").write_text(FACTS)
    enrich(root, root / "content/facts/more.jsonl", held(root).papers, held(root).fields)
    assert told(root) == []
    return root


def held(root: Path) -> Survey:
    """The survey as it is on disk."""
    survey = load(root).survey
    assert survey is not None
    return survey


def told(root: Path) -> list[Finding]:
    """What is more than advice."""
    return [one for one in check(root, load(root), TODAY) if one.severity != Severity.ADVICE]


def edited(root: Path, old: str, new: str, file: str = PLAIN) -> None:
    """Change the text of a paper's file as a curator does."""
    path = root / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


EDITS = [
    ("title: A plain entry", "title: A plainer entry"),
    ("  - Tom Berg", "  - Tomas Berg"),
    ("  - Tom Berg\n", ""),
    ("2020-05", "2020-06"),
    ("J. Plain", "Journal of Plain Things"),
    ("10.1000/plain", "10.1000/plane"),
    ("volume: '12'", "volume: '13'"),
    ("2005.00001", "2005.00002"),
    ("https://example.org/code", "https://example.org/other"),
    ("2 times", "3 times"),
]


@pytest.mark.parametrize(("old", "new"), EDITS, ids=[new.strip() for _, new in EDITS])
def test_the_message_about_a_changed_fact_gives_the_line_that_makes_it_a_correction(
    root: Path, old: str, new: str
) -> None:
    edited(root, old, new)
    (found,) = told(root)
    line = re.search(r"write under provenance: (([\w.]+): \{.*\})", found.fix)
    assert line
    text = (root / PLAIN).read_text()
    text = re.sub(rf"(?m)^  {re.escape(line[2])}: \{{.*\n", "", text)
    (root / PLAIN).write_text(text.replace("provenance:\n", f"provenance:\n  {line[1]}\n"))
    assert told(root) == []


@pytest.mark.parametrize(("old", "new"), EDITS, ids=[new.strip() for _, new in EDITS])
def test_a_changed_fact_without_provenance_is_told_as_well(root: Path, old: str, new: str) -> None:
    edited(root, old, new)
    text = (root / PLAIN).read_text()
    (root / PLAIN).write_text(text[: text.index("provenance:")] + "---\n")
    (found,) = told(root)
    assert found.rule in HELD


def test_a_correction_that_corrects_nothing_is_told(root: Path) -> None:
    edited(root, "provenance:\n", "provenance:\n  title: {corrected: Why.}\n  abstract: {corrected: Why.}\n")
    assert {one.rule for one in told(root)} == {"needless-correction"}


VALUES = {
    "title": st.from_regex(r"[A-Z][a-z]{2,9} [a-z]{3,9} of [A-Z][a-z]{2,9}", fullmatch=True),
    "authors": st.lists(st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", fullmatch=True), min_size=1, unique=True),
    "published": st.dates(date(1950, 1, 1), date(2020, 1, 1)).map(date.isoformat),
    "venue": st.from_regex(r"Journal of [A-Z][a-z]{2,9}", fullmatch=True),
    "doi": st.from_regex(r"10\.1000/[a-z]{2,9}[0-9]", fullmatch=True),
    "code": st.lists(st.from_regex(r"https://example\.org/[a-z]{1,9}", fullmatch=True), min_size=1, unique=True),
    "abstract": st.from_regex(r"It [a-z]{2,9} [0-9]{1,3} things\.", fullmatch=True),
}
REASON = st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x2000), min_size=1, max_size=40).filter(
    lambda text: text.strip()
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    change=st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name])), reason=REASON
)
def test_whatever_is_corrected_with_a_reason_has_no_finding(
    tmp_path_factory: pytest.TempPathFactory, change: tuple[str, str | list[str]], reason: str
) -> None:
    name, value = change
    root = taken_in(tmp_path_factory.mktemp("corrected"))
    before = held(root).paper["a-plain-entry"]
    after = corrected(Paper.model_validate(before.model_dump() | {name: value}), name, reason)
    apply(root, [document_change(root, before, after, held(root).fields)])
    assert held(root).paper["a-plain-entry"] == after
    assert {one.rule for one in told(root)} & {*HELD, "needless-correction", "source-changed"} == set()


def test_a_corrected_fact_is_not_filled_again(root: Path) -> None:
    edited(root, "arxiv: '2005.00001'", "arxiv:")
    edited(
        root, "arxiv: {file: more.jsonl, line: 1}", "arxiv: {file: more.jsonl, line: 1, corrected: not this paper's}"
    )
    report = enrich(root, root / "content/facts/more.jsonl", held(root).papers, held(root).fields)
    assert (held(root).paper["a-plain-entry"].arxiv, report.set_fields, report.conflicts) == (None, {}, [])
    assert told(root) == []


def test_a_value_is_no_longer_let_pass_for_being_part_of_the_line(root: Path) -> None:
    edited(root, "venue: J. Plain", "venue: J")
    assert [one.rule for one in told(root)] == ["fact-elsewhere"]


def test_a_published_abstract_says_where_it_was_published(root: Path) -> None:
    edited(root, "seen:", "published_abstract: It is 9 times faster.\nseen:", OTHER)
    (found,) = told(root)
    assert (found.rule, found.severity) == ("not-as-captured", Severity.ERROR)
    edited(root, "provenance:\n", "provenance:\n  published_abstract: {url: 'https://example.org/a'}\n", OTHER)
    assert told(root) == []


def test_no_sentence_is_added_to_a_real_published_abstract_unseen(real_survey: Survey) -> None:
    def _longer(paper: Paper) -> Paper:
        text = paper.published_abstract
        return paper.model_copy(update={"published_abstract": f"{text} It is better."}) if text else paper

    found = found_in(with_papers(real_survey, _longer))
    published = {paper.path for paper in real_survey.papers if paper.published_abstract}
    assert published and files_of(found, "not-as-captured") == {one.file for one in found} == published
    assert {one.severity for one in found} == {Severity.ERROR}


def test_a_published_abstract_that_was_corrected_may_be_other_than_it_was_stated(real_survey: Survey) -> None:
    paper = next(one for one in real_survey.papers if one.published_abstract)
    origin = paper.provenance["published_abstract"].model_copy(update={"corrected": "the proceedings print so"})
    update = {"published_abstract": "Otherwise.", "provenance": paper.provenance | {"published_abstract": origin}}
    changed = with_papers(real_survey, lambda one: one.model_copy(update=update) if one == paper else one)
    assert not files_of(found_in(changed), "not-as-captured")


def test_a_source_of_a_format_that_nothing_reads_is_told(root: Path) -> None:
    path = root / "content/sources/sources.yml"
    path.write_text(path.read_text().replace("format: bibtex", "format: unknown"))
    edited(root, "2 times", "3 times")
    assert {one.rule for one in told(root)} == {"source-changed"}


def test_a_paper_that_was_merged_or_retitled_keeps_its_facts(root: Path) -> None:
    edited(root, "title: A plain entry", "title: Quite another name")
    edited(root, "provenance:\n", "provenance:\n  title: {corrected: renamed in print}\n")
    assert told(root) == []


def test_a_correction_may_stand_alone_or_beside_a_place() -> None:
    assert Provenance(corrected="Why.").model_dump() == {"corrected": "Why."}
    beside = {"file": "a.csv", "line": 2, "corrected": "Why."}
    assert Provenance(**beside).model_dump() == beside
