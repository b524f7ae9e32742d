"""What the page for corrections reads: one script of what all fields may hold, and one for each paper.

Scripts, since a page opened from a folder may load scripts but not fetch data. A paper's script is read for its card,
too, where a link to it is pointed at: both load what they need of one paper, however many there are.
"""

from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Claim, FieldType, Paper, Survey, Topic
from livingsurvey.model.corrections import CORRECTABLE
from livingsurvey.model.fields import text_of
from livingsurvey.model.markup import plain_text
from livingsurvey.site.correct.correct_fields import check_tables
from livingsurvey.site.data.scripts import script

PATH = "assets/correct-data.js"

#: Named values for a script.
_Data = dict[str, Any]


def paper_path(key: str) -> str:
    """The script of a paper."""
    return f"data/papers/{key}.js"


def export_corrections(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return what fields may hold and where corrections go, and the script of each paper."""
    settings = survey.settings
    data = check_tables(survey) | {
        "repository": settings.repository and settings.repository.rstrip("/"),
        "branch": settings.branch,
        "contact": settings.contact,
        "topics": [_topic(topic) for topic in survey.topics],
    }
    papers = {paper_path(paper.key): script("data.paper", _paper(survey, analysis, paper)) for paper in survey.papers}
    return {PATH: script("data.correct", data)} | papers


def _topic(topic: Topic) -> _Data:
    return {"key": topic.key, "title": topic.title, "file": topic.path, "values": _values("topic", topic)}


def _paper(survey: Survey, analysis: Analysis, paper: Paper) -> _Data:
    """A paper as its file has it; ``title`` is the one that is shown."""
    return {
        "key": paper.key,
        "title": plain_text(analysis.title[paper.key]),
        "file": paper.path,
        "where": _where(paper),
        "values": _values("paper", paper),
        "claims": [_values("claim", claim) for claim in paper.claims],
        "texts": _texts(survey, paper),
        "provenance": {
            name: origin.model_dump(mode="json", exclude={"corrected"})
            for name, origin in paper.provenance.items()
            if name in CORRECTABLE["paper"]
        },
    }


def _where(paper: Paper) -> list[str]:
    """Where it was published, and its year, which the venue may name already."""
    venue, year = paper.venue or "", str(paper.year or "")
    return [fact for fact in (venue, "" if year in venue else year) if fact]


def _texts(survey: Survey, paper: Paper) -> list[str]:
    """The abstracts that a quotation must be in, where there is something that quotes."""
    quoting = paper.claims or any(field.type == FieldType.QUOTATION for field in survey.fields.of("paper"))
    return list(dict.fromkeys(filter(None, (paper.abstract, paper.published_abstract)))) if quoting else []


def _values(owner: str, has: Paper | Claim | Topic) -> dict[str, str | list[str]]:
    """What there is of the fields that can be corrected, as texts and lists of texts."""
    known = {name: _value(has, name) for name in CORRECTABLE[owner]}
    known |= {name: list(v) if isinstance(v, tuple) else text_of(v) for name, v in has.fields.items()}
    return {name: value for name, value in known.items() if value}


def _value(has: Any, name: str) -> str | list[str]:
    for part in name.split("."):
        has = getattr(has, part)
    return list(has) if isinstance(has, tuple) else text_of(has)
