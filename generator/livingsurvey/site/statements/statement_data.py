"""The statements as data: one entry each as JSON, and one row for each quotation as CSV."""

from collections.abc import Iterator
from typing import Any, Literal

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.model import OpenQuestion, QuotedPaper, Statement, Survey, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.csv_rows import csv_table
from livingsurvey.site.data.json_lines import json_file
from pydantic import BaseModel, ConfigDict, Field

_ROW = "kind id text why topics asked date url stance paper says quote".split()


class QuotationData(BaseModel):
    """A paper that a statement rests on, with its words."""

    model_config = ConfigDict(extra="forbid")

    stance: Literal["support", "dissent", "side"] = Field(
        description="whether the paper says so, or is one side of two"
    )
    paper: str = Field(description="key of the paper")
    says: str | None = Field(description="what its side says, of a disagreement")
    quote: str = Field(description="words of its abstract, as the site shows them")


class StatementData(BaseModel):
    """What papers agree on (consensus), what they disagree on (disagreements), or an open question (questions)."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["consensus", "disagreements", "questions"] = Field(description="of which kind, as its file is called")
    id: str = Field(description="names the statement")
    text: str = Field(description="what it says, in one sentence")
    why: str | None = Field(description="why the sides may differ, or why the question is open")
    topics: list[str] = Field(description="keys of topics, the one that lists it first")
    asked: str | None = Field(description="when a question was asked")
    date: str = Field(description="when it was written; of a question, when it was last looked at")
    papers: list[QuotationData] = Field(description="the papers that it rests on")
    url: str = Field(description="its address from the site's root")


def export_statements(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the statements as JSON and as CSV, by path from the site's root."""
    entries = [_entry(survey, statement) for statement in survey.statements]
    return {
        "data/statements.json": json_file(entries),
        "data/statements.csv": csv_table(_ROW, (row for entry in entries for row in _rows(entry))),
    }


def _entry(survey: Survey, statement: Statement) -> dict[str, Any]:
    return StatementData(
        kind=statement.kind,  # type: ignore[arg-type]
        id=statement.id,
        text=statement.text,
        why=getattr(statement, "why", None),
        topics=list(statement.topics),
        asked=statement.asked if isinstance(statement, OpenQuestion) else None,
        date=statement.date,
        papers=[_quotation(survey, name, quoted) for name, quoted in statement.quotations],
        url=paths.statement_url(statement),
    ).model_dump()


def _quotation(survey: Survey, name: str, quoted: QuotedPaper) -> QuotationData:
    quote = plain_text(shown_text(survey.paper[quoted.paper], quoted.quote))
    stance: Any = name.removesuffix("s")
    return QuotationData(stance=stance, paper=quoted.paper, says=getattr(quoted, "says", None), quote=quote)


def _rows(entry: dict[str, Any]) -> Iterator[list[str]]:
    own = entry | {"topics": "; ".join(entry["topics"])}
    for quoted in entry["papers"]:
        row = own | quoted
        yield [str(row[name] or "") for name in _ROW]
