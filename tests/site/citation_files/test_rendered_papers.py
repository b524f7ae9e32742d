"""Papers in all citation formats: any part of them, and the same whether kept or not."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.citation_formats import CitationFormat
from livingsurvey.model import Extensions, Paper, Status, Survey
from livingsurvey.model.publication import Publication
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.citation_files.citation_files import citation_files, files_of_papers
from livingsurvey.site.citation_files.rendered_papers import rendered_papers
from livingsurvey.site.exports import export_all, exports_of

from tests.builders import claim, paper, survey, topic

TOPICS = (topic("area"), topic("cache", "area"), topic("reef", "area"))


class InMemory:
    """Keeps results as JSON, and counts those that were put there."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, str]] = {}
        self.put_there = 0

    def get(self, name: str, digest: str) -> Any | None:
        before, text = self.kept.get(name, ("", ""))
        return json.loads(text) if before == digest else None

    def put(self, name: str, digest: str, data: Any) -> None:
        self.put_there += 1
        self.kept[name] = digest, json.dumps(data)


def begun() -> Survey:
    return survey(*(paper(f"p{n}", title=f"On reefs {n}", authors=("Eva Lind",)) for n in range(4)), topics=TOPICS)


def changed(given_survey: Survey, number: int, values: dict[str, Any]) -> Survey:
    papers: list[Paper] = list(given_survey.papers)
    papers[number] = papers[number].model_copy(update=values)
    return replace(given_survey, papers=tuple(papers))


_CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["On tides", "H_2O and Reef", "Of $x^2$"]),
    "abstract": st.sampled_from(["of Reef and", "Nothing."]),
    "summary": st.sampled_from([None, "It grows."]),
    "authors": st.sampled_from([(), ("Eva Lind", "Bo Roe"), ("ATLAS",)]),
    "published": st.sampled_from([None, "2023", "2024-05"]),
    "venue": st.sampled_from([None, "ICML 2024", "Nature"]),
    "arxiv": st.sampled_from([None, "2401.00001"]),
    "doi": st.sampled_from([None, "10.1000/x"]),
    "code": st.sampled_from([(), ("https://example.org/code",)]),
    "status": st.sampled_from([None, Status.INCLUDED]),
    "topics": st.sampled_from([(), ("cache",), ("reef", "cache"), ("ghost",)]),
    "publication": st.sampled_from([None, Publication(type="report", volume="3")]),
    "fields": st.sampled_from([{}, {"kind": "new"}]),
    "notes": st.sampled_from(["", "A note."]),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    name = draw(st.sampled_from(sorted(_CHANGES)))
    return draw(st.integers(0, 3)), {name: draw(_CHANGES[name])}


@given(st.lists(edits(), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_after_any_edits_papers_are_written_as_if_none_were_kept(made: list[tuple[int, dict[str, Any]]]) -> None:
    kept, here = InMemory(), begun()
    for number, values in made:
        here = changed(here, number, values)
        analysis = derive(here)
        plain = rendered_papers(here, analysis, here.papers)
        assert rendered_papers(here, analysis, here.papers, kept) == plain
        assert rendered_papers(here, analysis, here.papers, kept) == plain


def test_of_one_edited_paper_one_is_written() -> None:
    kept, here = InMemory(), begun()
    rendered_papers(here, derive(here), here.papers, kept)
    assert kept.put_there == 4
    after = changed(here, 1, {"summary": "It grows."})
    rendered_papers(after, derive(after), after.papers, kept)
    assert kept.put_there == 5


def test_what_no_citation_says_writes_none() -> None:
    kept, here = InMemory(), begun()
    rendered_papers(here, derive(here), here.papers, kept)
    change = {"form": "factor", "value": 2, "unit": "×"}
    after = changed(here, 1, {"claims": (claim(quote="It grows.", measure="m", change=change),), "notes": "A note."})
    rendered_papers(after, derive(after), after.papers, kept)
    assert kept.put_there == 4


def test_the_address_of_the_site_and_a_topic_s_title_write_anew() -> None:
    kept, here = InMemory(), changed(begun(), 0, {"topics": ("cache",)})
    moved = replace(here, settings=here.settings.model_copy(update={"site_url": "https://example.org"}))
    renamed = replace(here, topics=(topic("area"), topic("cache", "area", title="Caching")))
    for one in (here, moved, renamed):
        plain = rendered_papers(one, derive(one), one.papers)
        assert rendered_papers(one, derive(one), one.papers, kept) == plain


def test_parts_of_the_papers_make_up_all(real_survey: Survey, real_insight: Analysis) -> None:
    whole = rendered_papers(real_survey, real_insight, real_survey.papers)
    half = len(real_survey.papers) // 2
    parts = [
        rendered_papers(real_survey, real_insight, some)
        for some in (real_survey.papers[:half], real_survey.papers[half:])
    ]
    joined = {form: {**parts[0][form], **parts[1][form]} for form in whole}
    assert joined == whole
    files = joined_files(citation_files(real_survey, real_insight))
    single = files_of_papers(parts[0], parts[0]["bibtex"])
    assert single.items() <= files.items()
    assert len(single) == half


def test_exports_are_the_same_with_what_is_kept() -> None:
    here, kept = begun(), InMemory()
    analysis = derive(here)
    for _ in range(2):
        files = joined_files((one.name, one.make()) for one in exports_of(here, analysis, kept=lambda _: kept))
        assert files == export_all(here, analysis)


def test_a_format_of_an_extension_is_never_kept() -> None:
    words = ["first"]
    form = CitationFormat("own", "Own", "own", "text/plain", lambda entry: words[0], lambda texts, head: "")
    kept, here = InMemory(), replace(begun(), extensions=Extensions((form,)))
    assert rendered_papers(here, derive(here), here.papers, kept)["own"]["p0"] == "first"
    words[0] = "second"
    assert rendered_papers(here, derive(here), here.papers, kept)["own"]["p0"] == "second"
