"""Files and scripts to take papers along: complete, consistent, and few for a few papers."""

import json
import re
from datetime import date

from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import entry_of
from livingsurvey.citations.citation_formats import FORMATS, STYLES
from livingsurvey.model import Status, Survey
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.citation_files.citation_files import citation_files

from tests.builders import paper, survey, topic

IN = paper("in", title="In", topics=("caches",), status=Status.INCLUDED)
NEW = paper("new", title="</script>New")
OUT = paper("out", title="Out", topics=("caches",), status=Status.EXCLUDED)
SURVEY = survey(IN, NEW, OUT, topics=(topic("area"), topic("caches", "area")), changed=date(2026, 1, 2))


def exported(given: Survey) -> dict[str, str]:
    return {path: data.decode() for path, data in joined_files(citation_files(given, derive(given))).items()}


def script(text: str) -> tuple[str, object]:
    """The name a script assigns to, and the value."""
    match = re.fullmatch(r"(\S+?[\w\]])=([\[{].*);\n", text, re.DOTALL)
    assert match
    return match[1], json.loads(match[2])


def test_all_papers_and_each_topic_have_a_file_in_each_format_and_each_paper_one() -> None:
    files = {path for path in exported(SURVEY) if path.startswith("data/")}
    extensions = ("bib", "biblatex.bib", "ris", "csl.json", "csv", "md.txt")  # .md would be a page
    assert files == {
        *(f"data/{name}.{extension}" for name in ("papers", "topics/caches") for extension in extensions),
        *(f"data/papers/{key}.bib" for key in ("in", "new", "out")),
    }


def test_files_hold_papers_that_are_not_excluded() -> None:
    files = exported(SURVEY)
    assert [item["title"] for item in json.loads(files["data/papers.csl.json"])] == ["In", "‹/script>New"]
    assert [item["title"] for item in json.loads(files["data/topics/caches.csl.json"])] == ["In"]


def test_the_head_tells_selection_number_date_and_licence() -> None:
    files = exported(SURVEY)
    assert files["data/papers.bib"].startswith("% Test Survey: all papers\n% 2 papers · 2026-01-02 · CC-BY-4.0\n")
    assert files["data/topics/caches.ris"].startswith("Provider: Test Survey\r\nDatabase: Caches (1 paper · 2026-01-02")


def test_scripts_hold_every_paper_as_its_format_writes_it() -> None:
    files, analysis = exported(SURVEY), derive(SURVEY)
    for form in (*FORMATS, *STYLES):
        name, texts = script(files[f"assets/citations/{form.id}-0.js"])
        assert name == f'window.survey.data.citations.entries["{form.id}-0"]'
        assert texts == {key: form.entry(entry_of(SURVEY, analysis, SURVEY.paper[key])) for key in ("in", "new", "out")}


def test_no_script_can_end_a_script_element() -> None:
    assert [path for path, text in exported(SURVEY).items() if path.startswith("assets/") and "</" in text] == []


def test_many_papers_are_split_by_key() -> None:
    many = survey(*(paper(f"p{n:04}") for n in range(600)))
    files = exported(many)
    _, index = script(files["assets/citations/index.js"])
    assert isinstance(index, dict)
    assert index["firsts"] == ["p0000", "p0256", "p0512"]
    chunks = [script(files[f"assets/citations/bibtex-{n}.js"])[1] for n in range(3)]
    assert [key for chunk in chunks for key in chunk] == [f"p{n:04}" for n in range(600)]  # type: ignore[attr-defined]


def test_an_empty_survey_has_files_without_papers() -> None:
    files = exported(survey())
    assert json.loads(files["data/papers.csl.json"]) == []
    assert script(files["assets/citations/index.js"])[1] == {
        "survey": "Test Survey",
        "licence": "CC-BY-4.0",
        "columns": files["data/papers.csv"].removeprefix("\ufeff").strip().split(","),
        "firsts": [],
        "formats": [[form.id, form.label, form.extension, form.media_type] for form in FORMATS],
        "entries": {},
    }


def test_the_same_survey_gives_the_same_bytes() -> None:
    assert joined_files(citation_files(SURVEY, derive(SURVEY))) == joined_files(citation_files(SURVEY, derive(SURVEY)))


def test_the_real_files_stay_within_their_weight(real_survey: Survey, real_insight: Analysis) -> None:
    files = joined_files(citation_files(real_survey, real_insight))
    assert max(len(data) for path, data in files.items() if path.startswith("assets/citations/")) < 350_000
    assert sum(map(len, files.values())) < 7_000_000
