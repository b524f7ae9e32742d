"""Citation files of all papers, of each topic and of each paper, and the data for any other selection.

A page that offers a selection of its own (``overrides/assets/js/citation-files.js``) joins entries that are made here,
so that every format is implemented once. The entries are scripts, since a page opened from a folder may load scripts
but not fetch data, in chunks by key, so that a few papers of ten thousand do not load them all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader
from livingsurvey.citations.citation_formats import STYLES, CitationFormat, formats_of
from livingsurvey.citations.csv_table import columns_of
from livingsurvey.model import Paper, Place, Status, Survey, paths
from livingsurvey.model.kept import KeptResults
from livingsurvey.site.citation_files.rendered_papers import Rendered, rendered_papers
from livingsurvey.site.data.scripts import as_text, script

Item = TypeVar("Item")

_CHUNK = 256  # papers
_FOLDER = "assets/citations"


def citation_files(
    survey: Survey, analysis: Analysis, kept: KeptResults | None = None
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Make the citation files and the scripts, a format or style at a time: together they are larger than the survey.

    The files hold papers that are not excluded; the scripts hold all, since a reader may select any.

    Args:
        survey: the papers.
        analysis: shown titles and citation keys.
        kept: where the entries of papers are kept.

    Yields:
        The name of each part, and its files by path from the site's root.
    """
    rendered = rendered_papers(survey, analysis, survey.papers, kept)
    yield "the index", {f"{_FOLDER}/index.js": _index(survey)}
    for form in formats_of(survey.extensions):
        texts = rendered[form.id]
        single = files_of_papers(rendered, texts) if form.id == "bibtex" else {}
        yield f"citation style {form.id}", _scripts(form, texts) | _files(survey, form, texts) | single
    for style in STYLES:
        yield f"citation style {style.id}", _scripts(style, rendered[style.id])


def files_of_papers(rendered: Rendered, keys: Iterable[str]) -> dict[str, bytes]:
    """Return the files that hold one paper each, by path from the site's root.

    Args:
        rendered: these papers in all formats.
        keys: of the papers.
    """
    return {paths.paper_citation(key): rendered["bibtex"][key].encode() for key in keys}


def _files(survey: Survey, form: CitationFormat, texts: Mapping[str, str]) -> dict[str, bytes]:
    """All papers, and those of each topic; an area is a selection like any other."""
    included = [paper for paper in survey.papers if paper.status != Status.EXCLUDED]
    lists = {paths.citations("papers", form.extension): ("all papers", included)}
    for topic in (topic for topic in survey.topics if topic.parent):
        path = paths.citations(f"topics/{topic.key}", form.extension)
        lists[path] = (topic.title, list(survey.papers_of[topic.key]))
    return {path: _file(survey, form, texts, *listed) for path, listed in lists.items()}


def _file(survey: Survey, form: CitationFormat, texts: Mapping[str, str], selection: str, papers: list[Paper]) -> bytes:
    settings = survey.settings
    date = survey.changed.isoformat() if survey.changed else ""
    head = FileHeader(settings.name, selection, len(papers), date, settings.licence, _fields(survey))
    marked = form.media_type == "text/csv"  # spreadsheets know UTF-8 by its mark only
    return form.file([texts[paper.key] for paper in papers], head).encode("utf-8-sig" if marked else "utf-8")


def _fields(survey: Survey) -> tuple[str, ...]:
    return tuple(field.id for field in survey.fields.shown(Place.EXPORT))


def _scripts(form: CitationFormat, texts: Mapping[str, str]) -> dict[str, bytes]:
    """The entries of a format by key, in chunks."""
    return {
        f"{_FOLDER}/{form.id}-{number}.js": _chunk(f"{form.id}-{number}", dict(chunk))
        for number, chunk in enumerate(_chunks(list(texts.items())))
    }


def _index(survey: Survey) -> bytes:
    """What the head of a file says, the first key of each chunk, and room for the chunks."""
    settings = survey.settings
    firsts = [chunk[0].key for chunk in _chunks(survey.papers)]
    data = {
        "survey": settings.name,
        "licence": settings.licence,
        "columns": columns_of(_fields(survey)),
        "firsts": firsts,
    }
    formats = [[form.id, form.label, form.extension, form.media_type] for form in formats_of(survey.extensions)]
    return script("data.citations", data | {"formats": formats, "entries": {}})


def _chunk(name: str, entries: dict[str, str]) -> bytes:
    """A script that adds entries to the index, which is loaded before."""
    return f'window.survey.data.citations.entries["{name}"]={as_text(entries)};\n'.encode()


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
