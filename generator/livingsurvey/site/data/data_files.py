"""The files for other programs: what is where. The page about the data and ``llms.txt`` are made from this."""

from typing import NamedTuple

from livingsurvey.citations.citation_formats import FORMATS, CitationFormat
from livingsurvey.model import FieldTable, paths
from livingsurvey.site.data.document import (
    RelatedData,
    RelationData,
    RepeatabilityData,
    SourceData,
    SurveyData,
    models_of,
)
from livingsurvey.site.statements.statement_data import QuotationData, StatementData
from pydantic import BaseModel


class DataFile(NamedTuple):
    """A file: its path in the site, what it holds, and the models whose fields describe it."""

    path: str
    what: str
    models: tuple[type[BaseModel], ...] = ()

    @property
    def media_type(self) -> str | None:
        """The type by which programs know the format, where it is data."""
        return None if "schema" in self.path else _TYPES.get(self.path.rpartition(".")[2])


_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


#: What editors check against a schema, by the name of its file.
_SCHEMAS = {
    "paper": "a paper's file",
    "topic": "a topic's file",
    "vocabulary": "a vocabulary",
    "sources": "the list of sources",
    "relations": "the relations of papers",
    "watch": "the saved searches",
    "consensus": "the statements that papers agree on",
    "disagreements": "the statements that papers disagree on",
    "questions": "the open questions",
    "survey": "the survey's settings",
}


def data_files(fields: FieldTable) -> tuple[DataFile, ...]:
    """Every file for other programs, with the models that describe a survey with these fields."""
    return (
        *_papers(fields),
        DataFile("data/topics.json", "topics and areas with their papers, as in survey.json"),
        *_statements(),
        DataFile(
            "data/vocabulary.json",
            "terms by vocabulary: id, name, definition, synonyms, parent, deprecated_to, overview, better, words, "
            "strength, paper, reference",
        ),
        *(
            DataFile(f"data/schema/{name}.json", f"the JSON Schema of {what}, for editors")
            for name, what in _SCHEMAS.items()
        ),
        DataFile("data/CITATION.cff", "how to cite the survey, in the Citation File Format"),
        DataFile("data/LICENSE.txt", "the licence of the survey's own text and data"),
    )


def _papers(fields: FieldTable) -> tuple[DataFile, ...]:
    """The whole survey, its results and relations, and its bibliographies."""
    models = models_of(fields)
    whole = (models.document, SurveyData, models.paper, RelatedData, models.topic, SourceData, RepeatabilityData)
    what = "the whole survey: papers with claims and relations, topics, sources, counts"
    return (
        DataFile("data/survey.json", what, whole),
        DataFile("data/survey.schema.json", "the JSON Schema of survey.json"),
        DataFile("data/claims.csv", "every result that an abstract states, one a row", (models.claim,)),
        DataFile("data/claims.json", "the same as JSON"),
        DataFile("data/relations.csv", "what the abstracts of papers say of other papers, one a row", (RelationData,)),
        DataFile("data/relations.json", "the same as JSON"),
        *map(_bibliography, FORMATS),
    )


def _bibliography(form: CitationFormat) -> DataFile:
    path, of_topic = (paths.citations(name, form.extension) for name in ("papers", "topics/KEY"))
    return DataFile(path, f"the papers that are not excluded as {form.label}; per topic: {of_topic}")


def _statements() -> tuple[DataFile, ...]:
    what = "what papers agree and disagree on, and open questions, with quotations"
    return (
        DataFile("data/statements.json", what, (StatementData, QuotationData)),
        DataFile("data/statements.csv", "the same with one quotation a row"),
    )
