"""Where a taxonomy is: in a file that a curator names, or in what was imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from livingsurvey.commands import keyword_topics
from livingsurvey.commands.place_topics import PaperIndex, known_as, wanted
from livingsurvey.importers.ingest import Complete, IngestReport
from livingsurvey.importers.taxonomy import Taxonomy
from livingsurvey.importers.taxonomy_file import read_taxonomy
from livingsurvey.model import Finding, Survey
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.keyword_file import FILE as KEYWORD_FILE
from livingsurvey.store.keyword_file import read_keywords
from livingsurvey.store.transaction import FileChange

#: What may be given instead of a file, and what it means.
WORDS = {
    "keywords": "the keywords of the papers",
    "tags": "the same, as Zotero calls them",
    "groups": "the groups of JabRef",
    "collections": "the collections of Zotero's RDF",
}
_FORMATS = {"groups": "bibtex", "collections": "rdf"}


@dataclass(slots=True)
class FoundTaxonomy:
    """A taxonomy, the papers' keys by the citation keys that it uses, and a file to write along with its topics."""

    taxonomy: Taxonomy
    keys: Mapping[str, str]
    proposal: list[FileChange] = field(default_factory=list)


def find_taxonomy(root: Path, survey: Survey, given: str, keys: Mapping[str, str]) -> FoundTaxonomy:
    """Read the taxonomy that is named.

    Args:
        root: the survey's folder.
        survey: what is in it, after the import.
        given: a file's path, or one of :data:`WORDS`.
        keys: the papers' keys, by the citation keys of the bibliography.

    Raises:
        OSError: when a file cannot be read.
    """
    if given in ("keywords", "tags"):
        return _of_keywords(root, survey)
    taxonomy = _of_sources(root, survey, given) if given in _FORMATS else read_taxonomy(Path(given))
    return FoundTaxonomy(taxonomy, keys)


def placing(given: str | None, survey: Survey) -> Complete:
    """What gives new papers their topics before their files are written, which saves editing them afterwards.

    Args:
        given: the path of a taxonomy's file; with anything else, papers get nothing here.
        survey: what there is before the import.
    """

    def _place(new: Mapping[str, Candidate], report: IngestReport) -> None:
        if given and given not in WORDS:
            index = PaperIndex((known_as(key, candidate) for key, candidate in new.items()), report.keys)
            for key, topics in wanted(read_taxonomy(Path(given)), survey, index).topics_of.items():
                if key in new:
                    new[key].facts["topics"] = topics

    return _place


def _of_keywords(root: Path, survey: Survey) -> FoundTaxonomy:
    """The taxonomy of the keywords: as the file says, or else as it is proposed, and written for the next time."""
    findings: list[Finding] = []
    proposal: list[FileChange] = []
    if (root / KEYWORD_FILE).exists():
        topics, findings = read_keywords(root)
    else:
        topics = keyword_topics.proposed(survey)
        proposal = [keyword_topics.proposal_file(survey, topics)] if topics else []
    taxonomy = keyword_topics.keyword_taxonomy(survey, topics, findings)
    return FoundTaxonomy(taxonomy, {paper.key: paper.key for paper in survey.papers}, proposal)


def _of_sources(root: Path, survey: Survey, given: str) -> Taxonomy:
    """The groups or collections of all sources together."""
    title = given.capitalize()
    whole = Taxonomy("content/sources", title=title)
    names = [source.file for source in survey.sources if _FORMATS[given] in source.format]
    read = [read_taxonomy(root / "content/sources" / name) for name in names]
    whole.file = read[0].file if len(read) == 1 else whole.file
    for taxonomy in read:
        whole.sections += taxonomy.sections
        whole.findings += taxonomy.findings
    return whole
