"""Papers as each citation format writes them: some papers or all, each once, kept while nothing of it has changed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import entry_of
from livingsurvey.citations.citation_formats import FORMATS, STYLES, CitationFormat, formats_of
from livingsurvey.model import Paper, Place, Survey
from livingsurvey.model.digests import digest_of_texts
from livingsurvey.model.kept import KeptResults, NothingKept

#: What each format makes of each paper, by the id of the format and the key of the paper.
Rendered: TypeAlias = Mapping[str, Mapping[str, str]]

_AT_ONCE = 128  # papers; as many items and more are found again by those that write them

#: What no format writes. Whatever else a paper has changes the digest of its citations.
_UNCITED = {"claims", "provenance", "seen", "notes", "published_abstract", "reason"}


def rendered_papers(
    survey: Survey, analysis: Analysis, papers: Iterable[Paper], kept: KeptResults | None = None
) -> Rendered:
    """Write papers in all formats and styles.

    Args:
        survey: the settings.
        analysis: shown titles and citation keys.
        papers: which ones.
        kept: where citations of each paper are kept, and found again as long as they would be the same.
    """
    own = [form for form in formats_of(survey.extensions) if form not in FORMATS]
    found: dict[str, dict[str, str]] = {form.id: {} for form in (*formats_of(survey.extensions), *STYLES)}
    remaining = iter(papers)
    while some := list(islice(remaining, _AT_ONCE)):
        texts = _texts(survey, analysis, some, kept or NothingKept())
        if own:  # nobody knows what an extension's format depends on
            texts |= _written(survey, analysis, some, own)
        for form, ones in found.items():
            ones |= {paper.key: texts[form][paper.key] for paper in some}
    return found


def _texts(survey: Survey, analysis: Analysis, papers: Sequence[Paper], kept: KeptResults) -> dict[str, dict[str, str]]:
    """Some papers in the formats that come with the tool: what was kept, and the others written."""
    forms = (*FORMATS, *STYLES)
    if isinstance(kept, NothingKept):
        return _written(survey, analysis, papers, forms)
    digests = {paper.key: _digest(survey, analysis, paper) for paper in papers}
    known = {key: texts for key, digest in digests.items() if (texts := kept.get(_name(key), digest)) is not None}
    new = _written(survey, analysis, [paper for paper in papers if paper.key not in known], forms)
    for key in [key for key in digests if key not in known]:
        known[key] = {form: texts[key] for form, texts in new.items()}
        kept.put(_name(key), digests[key], known[key])
    return {form.id: {paper.key: known[paper.key][form.id] for paper in papers} for form in forms}


def _name(key: str) -> str:
    return f"citations of {key}"


def _digest(survey: Survey, analysis: Analysis, paper: Paper) -> str:
    """A digest of all that a paper's citations depend on."""
    fields = (field.id for field in survey.fields.shown(Place.EXPORT))
    topics = (survey.topic[key].title for key in paper.topics if key in survey.topic)
    parts = (survey.settings.site_url or "", ",".join(fields), ",".join(form.id for form in (*FORMATS, *STYLES)))
    return digest_of_texts((*parts, paper.model_dump_json(exclude=_UNCITED), analysis.citation_key[paper.key], *topics))


def _written(
    survey: Survey, analysis: Analysis, papers: Iterable[Paper], forms: Iterable[CitationFormat]
) -> dict[str, dict[str, str]]:
    """Papers in some formats, one format after the other: processors are fastest at what they did just before."""
    entries = {paper.key: entry_of(survey, analysis, paper) for paper in papers}
    return {form.id: {key: form.entry(entry) for key, entry in entries.items()} for form in forms}
