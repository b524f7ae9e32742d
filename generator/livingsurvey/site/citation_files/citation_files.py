"""Papers to take along: citation files of all, of each topic and of each paper, and the data for any other selection.

A page that offers a selection of its own (``overrides/assets/js/take.js``) joins entries that are made here, so that
every format is implemented once. The entries are scripts, since a page opened from a folder may load scripts but not
fetch data, in chunks by key, so that a few papers of ten thousand do not load them all.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TypeVar

from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import Head, entry_of
from livingsurvey.citations.csv_table import COLUMNS
from livingsurvey.citations.formats import Format, formats_of
from livingsurvey.model import Paper, Status, Survey, paths

Item = TypeVar("Item")

_CHUNK = 256  # papers


def export_take(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the citation files and the scripts, by path from the site's root.

    The files hold papers that are not excluded; the scripts hold all, since a reader may select any.
    """
    entries = {paper.key: entry_of(survey, analysis, paper) for paper in survey.papers}
    files = {"assets/take/index.js": _index(survey)}
    for form in formats_of(survey.extensions):
        texts = {key: form.entry(entry) for key, entry in entries.items()}
        files |= _scripts(form, texts) | _files(survey, form, texts)
        if form.id == "bibtex":
            files |= {paths.paper_citation(key): text.encode() for key, text in texts.items()}
    return files


def _files(survey: Survey, form: Format, texts: dict[str, str]) -> dict[str, bytes]:
    """All papers, and those of each topic; an area is a selection like any other."""
    included = [paper for paper in survey.papers if paper.status != Status.EXCLUDED]
    lists = {paths.citations("papers", form.extension): ("all papers", included)}
    for topic in (topic for topic in survey.topics if topic.parent):
        path = paths.citations(f"topics/{topic.key}", form.extension)
        lists[path] = (topic.title, list(survey.papers_of[topic.key]))
    return {path: _file(survey, form, texts, *listed) for path, listed in lists.items()}


def _file(survey: Survey, form: Format, texts: dict[str, str], selection: str, papers: list[Paper]) -> bytes:
    settings = survey.settings
    date = survey.changed.isoformat() if survey.changed else ""
    head = Head(settings.name, selection, len(papers), date, settings.licence)
    return form.file([texts[paper.key] for paper in papers], head).encode()


def _scripts(form: Format, texts: dict[str, str]) -> dict[str, bytes]:
    """The entries of a format by key, in chunks."""
    return {
        f"assets/take/{form.id}-{number}.js": _script(f'surveyTakeData["{form.id}-{number}"]', dict(chunk))
        for number, chunk in enumerate(_chunks(list(texts.items())))
    }


def _index(survey: Survey) -> bytes:
    """What a head tells, and the first key of each chunk."""
    settings = survey.settings
    firsts = [chunk[0].key for chunk in _chunks(survey.papers)]
    told = {"survey": settings.name, "licence": settings.licence, "columns": list(COLUMNS), "firsts": firsts}
    return b"window.surveyTakeData=window.surveyTakeData||{};\n" + _script("surveyTakeIndex", told)


def _script(name: str, value: object) -> bytes:
    # "</" could end a script element, were the data ever put into a page.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"window.{name}={text};\n".encode()


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
