"""How the survey itself is cited, and which licence its own text has."""

from datetime import date
from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey
from livingsurvey.model.licences import licence_of
from livingsurvey.model.text import clean
from livingsurvey.store.yaml_write import document

_MESSAGE = "If you use this survey, please cite it as below."


def export_citation(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return ``CITATION.cff`` and the notice of the licence."""
    return {
        "data/CITATION.cff": citation_file(survey, survey.changed),
        "data/LICENSE.txt": licence_notice(survey).encode(),
    }


def citation_file(survey: Survey, changed: date | None = None) -> bytes:
    """Return the survey's citation in the Citation File Format 1.2.0, dated where a date is given.

    Names are given whole: which part of one is the family's is not known. Where no editors are named, the
    editors of the survey are named as a whole.
    """
    settings = survey.settings
    authors = [{"name": editor.name, **({"website": editor.url} if editor.url else {})} for editor in settings.editors]
    cited: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": settings.name,
        "abstract": settings.description,
        "authors": authors or [{"name": f"The editors of {settings.name}"}],
    }
    if licence_of(settings.licence).known:
        cited["license"] = settings.licence
    cited |= {name: url for name, url in (("url", settings.site_url), ("repository-code", settings.repository)) if url}
    if changed:
        cited |= {"version": changed.isoformat(), "date-released": changed.isoformat()}
    return document(cited).encode()


def licence_notice(survey: Survey) -> str:
    """Return the notice of the licence that goes with the data."""
    settings, licence = survey.settings, licence_of(survey.settings.licence)
    who = ", ".join(editor.name for editor in settings.editors) or f"the editors of {settings.name}"
    lines = [
        settings.name,
        "",
        f"The survey's own text and data (screening, summaries, claims, prose, notes, vocabularies), by {who},",
        f"are licensed under {licence.name} ({settings.licence})" + (f": {licence.url}" if licence.url else "."),
        "",
        "Titles and abstracts are their authors', and are quoted.",
    ]
    return "\n".join(map(clean, lines)) + "\n"
