"""Topics from the keywords that bibliographies state, and the file that says which keyword is which topic."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from livingsurvey.importers.records import one_line
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy
from livingsurvey.model import Finding, Paper, Survey, derive_key
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.model.identity import slug
from livingsurvey.store.keyword_file import FILE
from livingsurvey.store.transaction import FileChange
from livingsurvey.store.yaml_write import scalar

_MOST = 50  # keywords that become topics unless a curator says otherwise
_HEAD = """\
# Which topic the papers with a keyword belong to; null: none. Topics that do not exist yet are made.
# Read by «survey ingest --topics-from keywords», and never changed by it.
"""


@dataclass(frozen=True, slots=True)
class KeywordCount:
    """A keyword as most papers write it, and how many have it."""

    word: str
    papers: int


def counted(papers: tuple[Paper, ...]) -> list[KeywordCount]:
    """The keywords of papers, however they are capitalised, the most frequent first."""
    forms: dict[str, Counter[str]] = {}
    for paper in papers:
        for word in dict.fromkeys(_keywords(paper)):
            forms.setdefault(word.casefold(), Counter())[word] += 1
    counts = [KeywordCount(form.most_common(1)[0][0], form.total()) for form in forms.values()]
    return sorted(counts, key=lambda one: (-one.papers, one.word.casefold()))


def _keywords(paper: Paper) -> list[str]:
    return [one_line(word) for word in paper.publication.keyword] if paper.publication else []


def proposed(survey: Survey) -> dict[str, str | None]:
    """A topic for each of the most frequent keywords, and for the others none.

    A keyword of a single paper gets a topic only where all keywords are of single papers.
    """
    counts = counted(survey.papers)
    least = min(2, counts[0].papers) if counts else 1
    known = {topic.title.casefold(): topic.key for topic in survey.topics if topic.parent}
    taken = set(survey.topic)
    topics: dict[str, str | None] = {}
    for n, one in enumerate(counts):
        wanted = n < _MOST and one.papers >= least
        topics[one.word] = (known.get(one.word.casefold()) or _free(one.word, taken)) if wanted else None
        taken.add(topics[one.word] or "")
    return topics


def _free(word: str, taken: set[str]) -> str:
    try:
        return derive_key(word, taken)
    except InvalidKeyError:
        return slug(word)


def proposal_file(survey: Survey, topics: Mapping[str, str | None]) -> FileChange:
    """The file that says which keyword is which topic, with how many papers each has.

    Args:
        survey: what there is.
        topics: the topic of each keyword.
    """
    papers = {one.word: one.papers for one in counted(survey.papers)}
    lines = (f"{scalar(word)}: {key or 'null'}  # {papers[word]}\n" for word, key in topics.items())
    return FileChange(FILE, None, (_HEAD + "".join(lines)).encode())


def keyword_taxonomy(survey: Survey, topics: Mapping[str, str | None], findings: list[Finding]) -> Taxonomy:
    """The taxonomy of the papers' keywords: a section for each topic that keywords lead to, citing papers by key.

    Args:
        survey: what there is.
        topics: the topic of each keyword.
        findings: on what could not be used.
    """
    of = {word.casefold(): key for word, key in topics.items()}
    sections: dict[str, Section] = {}
    for number, (word, key) in enumerate(topics.items(), start=1):
        if key:
            title = survey.topic[key].title if key in survey.topic else word
            sections.setdefault(key, Section(title, number, key=key))
    for paper in survey.papers:
        for key in dict.fromkeys(of.get(word.casefold()) for word in _keywords(paper)):
            if key:
                sections[key].citations.append(Citation(1, paper.key))
    return Taxonomy(FILE, [one for one in sections.values() if one.citations], [], findings, "Keywords")
