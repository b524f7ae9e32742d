"""The survey as JSON: valid by its own schema, complete, and true to the content."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import CaptureDate, Link, Seen, Status, Survey
from livingsurvey.site.data.survey_data import export_data

from tests.builders import claim, paper, source, survey, topic

FIELDS = """
    key title abstract authors year published venue arxiv doi links kind topics benchmarks models methods status
    reason summary claims related seen url source_path
""".split()

FULL = paper(
    "full",
    aliases=("older-key",),
    title="CacheGPT: O(n^2)",
    authors=("Ada Lovelace",),
    published="2024-05-06",
    venue="ICML",
    arxiv="2405.00001",
    doi="10.1000/x",
    code=("https://github.com/a/b",),
    links=(Link(label="talk", url="https://a.org/talk"),),
    status=Status.INCLUDED,
    kind="method",
    topics=("caches",),
    summary="In short.",
    benchmarks=("MATH",),
    models=("Llama",),
    methods=("eviction",),
    claims=(claim(quote="Up to 2.5times.", measure="latency", change={"form": "factor", "value": 2.5, "unit": "×"}),),
    abstract="The key-value cache, 2times smaller: https://a.org/data.",
    seen=(Seen(source="capture", rank=3, line=12),),
    notes="A *note*.",
)
OTHER = paper("other", title="The key-value cache", abstract="The key-value cache, unlike CacheGPT.")
OUT = paper("out", status=Status.EXCLUDED, reason="off-topic", topics=("caches",))
SURVEY = survey(
    FULL,
    OTHER,
    OUT,
    topics=(topic("area"), topic("caches", "area", next_door="Elsewhere.")),
    sources=(source("capture", date=CaptureDate(month=7, day=29)), source("undated", note="Kept to ourselves.")),
)


def exported(given_survey: Survey, analysis: Analysis | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The document and its schema."""
    files = export_data(given_survey, analysis or derive(given_survey))
    assert set(files) == {"data/survey.json", "data/survey.schema.json"}
    return json.loads(files["data/survey.json"], parse_constant=pytest.fail), json.loads(
        files["data/survey.schema.json"]
    )


@pytest.mark.parametrize("given_survey", [survey(), survey(OTHER), SURVEY], ids=["empty", "bare", "full"])
def test_the_document_is_valid_by_its_schema(given_survey: Survey) -> None:
    document, schema = exported(given_survey)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


def test_the_real_document_is_valid_by_its_schema(real_survey: Survey, real_insight: Analysis) -> None:
    document, schema = exported(real_survey, real_insight)
    jsonschema.Draft202012Validator(schema).validate(document)
    assert len(document["papers"]) == len(real_survey.papers)


def test_every_paper_has_every_field_and_the_schema_demands_it() -> None:
    document, schema = exported(SURVEY)
    assert [entry["key"] for entry in document["papers"] if set(FIELDS) - set(entry)] == []
    assert set(FIELDS) <= set(schema["$defs"]["PaperData"]["required"])


@pytest.mark.parametrize("change", [{"key": None}, {"year": "2024"}, {"stray": 1}, {"status": "maybe"}, {"seen": [{}]}])
def test_the_schema_refuses_a_document_that_is_wrong(change: dict[str, object]) -> None:
    document, schema = exported(SURVEY)
    document["papers"][0] |= change
    assert not jsonschema.Draft202012Validator(schema).is_valid(document)


def test_the_schema_refuses_a_document_with_a_field_missing() -> None:
    document, schema = exported(SURVEY)
    del document["papers"][0]["abstract"]
    assert not jsonschema.Draft202012Validator(schema).is_valid(document)


def test_a_paper_is_exported_with_all_its_facts() -> None:
    entry = exported(SURVEY)[0]["papers"][0]
    expected = {
        "key": "full",
        "aliases": ["older-key"],
        "title": "CacheGPT: O(n^2)",
        "abstract": "The key-value cache, 2times smaller: https://a.org/data.",
        "abstract_text": "The key-value cache, 2× smaller: https://a.org/data.",
        "authors": ["Ada Lovelace"],
        "year": 2024,
        "published": "2024-05-06",
        "venue": "ICML",
        "arxiv": "2405.00001",
        "doi": "10.1000/x",
        "links": [
            {"label": "arXiv", "url": "https://arxiv.org/abs/2405.00001"},
            {"label": "DOI", "url": "https://doi.org/10.1000/x"},
            {"label": "code", "url": "https://github.com/a/b"},
            {"label": "talk", "url": "https://a.org/talk"},
            {"label": "a.org", "url": "https://a.org/data"},
        ],
        "code": ["https://github.com/a/b"],
        "kind": "method",
        "topics": ["caches"],
        "benchmarks": ["MATH"],
        "models": ["Llama"],
        "methods": ["eviction"],
        "status": "included",
        "reason": None,
        "summary": "In short.",
        "claims": [
            {
                "quote": "Up to 2.5times.",
                "measure": "latency",
                "change": {"form": "factor", "value": 2.5, "low": None, "unit": "×", "bound": None}
                | dict.fromkeys(("to", "instead_of", "direction", "better", "words")),
                "figure": "2.5× better",
                "against": None,
                "on": None,
            }
        ],
        "names": [],
        "related": [{"key": "other", "reasons": ["names this paper", *entry["related"][0]["reasons"][1:]]}],
        "seen": [{"source": "capture", "rank": 3, "line": 12}],
        "notes": "A *note*.",
        "url": "papers/full.html",
        "source_path": "content/papers/full.md",
    }
    assert {name: entry[name] for name in expected} == expected


def test_what_nobody_has_filled_yet_is_null_or_empty() -> None:
    entry = exported(survey(paper("bare", abstract="Nothing else.")))[0]["papers"][0]
    filled = {name for name in FIELDS if entry[name] not in (None, [])}
    assert filled == {"key", "title", "abstract", "url", "source_path"}


def test_names_and_related_papers_are_given_by_key() -> None:
    entry = exported(SURVEY)[0]["papers"][1]
    assert entry["names"] == ["full"]
    assert entry["related"][0]["key"] == "full"
    assert entry["related"][0]["reasons"][0] == "named in this paper’s abstract"


def test_counts_tell_records_papers_merges_and_outcomes() -> None:
    twice = (Seen(source="capture", rank=1, line=1), Seen(source="undated", rank=1, line=1))
    given_survey = survey(FULL, OUT, paper("twice", seen=twice), paper("by-hand"))
    assert exported(given_survey)[0]["counts"] == {
        "records": 5,
        "papers": 4,
        "merged": 1,
        "included": 1,
        "excluded": 1,
        "in_bulk": 0,
    }


def test_the_real_counts_agree_with_the_papers(real_survey: Survey, real_insight: Analysis) -> None:
    document, _ = exported(real_survey, real_insight)
    counts, papers = document["counts"], document["papers"]
    assert counts["papers"] == len(papers)
    assert counts["records"] == sum(max(1, len(entry["seen"])) for entry in papers)
    assert counts["merged"] == counts["records"] - counts["papers"]
    assert counts["included"] == sum(entry["status"] == "included" for entry in papers)
    assert counts["excluded"] == sum(entry["status"] == "excluded" for entry in papers)


def test_topics_list_their_papers_without_excluded_ones() -> None:
    area, caches = exported(SURVEY)[0]["topics"]
    assert area["papers"] == caches["papers"] == ["full"]
    assert (area["parent"], caches["parent"]) == (None, "area")
    assert caches["next_door"] == "Elsewhere."
    assert caches["url"] == "topics/caches.html"
    assert caches["source_path"] == "content/topics/caches.md"


def test_a_sources_date_holds_only_what_is_known() -> None:
    sources = exported(SURVEY)[0]["survey"]["sources"]
    assert [entry["date"] for entry in sources] == [{"month": 7, "day": 29}, {}]


def test_the_survey_tells_what_it_is() -> None:
    told = exported(SURVEY)[0]["survey"]
    assert told["name"] == "Test Survey"
    assert told["scope"] == "Everything belongs."
    assert (told["site_url"], told["repository"], told["licence"]) == (None, None, "CC-BY-4.0")


def test_every_paper_stands_on_a_line_of_its_own() -> None:
    data = export_data(SURVEY, derive(SURVEY))["data/survey.json"].decode()
    starts = [line for line in data.split("\n") if line.startswith('{"key":')]
    assert len(starts) == len(SURVEY.papers) + len(SURVEY.topics)


def test_the_same_survey_gives_the_same_bytes() -> None:
    assert export_data(SURVEY, derive(SURVEY)) == export_data(SURVEY, derive(SURVEY))


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1))
@settings(deadline=None, max_examples=50)
def test_any_text_is_exported_verbatim(summary: str, abstract: str) -> None:
    line = " ".join(summary.splitlines()).strip() or "x"
    given_survey = survey(paper("p", abstract=abstract, venue=line, authors=(line,)))
    entry = exported(given_survey)[0]["papers"][0]
    assert (entry["abstract"], entry["venue"], entry["authors"]) == (abstract, line, [line])
