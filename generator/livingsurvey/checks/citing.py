"""Rules of citations in prose."""

import re
from collections.abc import Iterator

from livingsurvey.checks.context import Context, Prose
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.model import Status
from livingsurvey.model.citations import CitedKey, ProseCitation, citations_in, cited_keys
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.yaml_edit import Span

_LOOSE = re.compile(r"\[[^\[\]\n@]*@[^\[\]\n]*\](?![(\[:])|(?<![\w\[;/@.\\-])@[\w-]+")
_KEY_FIX = "Correct the key; it is the name of the paper's file."
#: Words after which a parenthesis would be missing from its sentence; behind some, nothing else is ever meant.
_NEEDS_NOUN = frozenset(
    "about after against among as at before behind between beyond for in into like of on over since through to"
    " under with within without".split()
)
_NEVER_ENDS = frozenset("by from than unlike via".split())
_JOINS = frozenset("and because but if nor or when where whereas whether while".split())
_NEAR = 80  # signs around a citation that say what it is in its sentence
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\s+\Z")
_ACCORDING = re.compile(r"\baccording\s+to\s+\Z", re.IGNORECASE)
_CLAUSE_BEFORE = re.compile(r"(?:\A|\n\s*\n|[.!?,;:–—]|^\s*(?:[-*>]|\d+[.)]))\s*\Z", re.MULTILINE)
_GOES_ON = re.compile(r"\s+[a-z]|['’]s\b")


def _place(context: Context, prose: Prose, start: int) -> int | None:
    return context.in_body(prose.file, prose.text, start)


@rule(ERROR, fixes=True)
def unknown_citation(context: Context) -> Iterator[Found]:
    """Prose cites a paper that does not exist, or a term that does not say where its work was published.

    Why: The reader sees a key in place of a work.
    Fix: Correct the key; it is the name of the paper's file, or the id of a term with a reference. A former key is
        replaced by the present one, a term of a paper by the paper.
    Wrong: As others found [@coral-bleaching-under-hat].
    Right: As others found [@coral-bleaching-under-heat].
    """
    for prose in context.prose:
        for citation in citations_in(prose.text).values():
            for cited in citation.cited:
                if not _may_be_cited(context, cited.key):
                    yield _unknown(context, prose, citation, cited)


def _may_be_cited(context: Context, key: str) -> bool:
    survey = context.survey
    return key in survey.paper or key in survey.landmark or context.unread.may_be("papers", key)


def _unknown(context: Context, prose: Prose, citation: ProseCitation, cited: CitedKey) -> Found:
    key, offset = cited.key, _place(context, prose, cited.start - 1)
    now = context.current.get(key)
    meant = now.key if now else context.works.get(key)
    edit = Span(offset + 1, offset + 1 + len(key), meant) if meant and offset is not None else None
    written = "@{}" if citation.is_noun else "[@{}]"
    known = (*context.survey.paper, *context.survey.landmark)
    fix = f"Cite {written.format(meant)}." if meant else did_you_mean(key, known, _KEY_FIX)
    said = f"{written.format(key)} cites no paper."
    return Found(prose.file, said, fix, offset=offset, edit=edit)


@rule(WARNING)
def excluded_cited(context: Context) -> Iterator[Found]:
    """Prose cites, or a topic starts with, a paper that is excluded.

    Why: What is out of scope cannot carry an argument of the survey.
    Fix: Cite another, or screen it again.
    Wrong: It is faster [@a-paper-that-is-excluded].
    Right: It is faster [@a-paper-that-is-included].
    """
    for topic in context.survey.topics:
        cited = (key for text in topic.texts for key in cited_keys(text))
        for key in dict.fromkeys((*cited, *(start.key for start in topic.start_here))):
            paper = context.survey.paper.get(key)
            if paper and paper.status == Status.EXCLUDED:
                yield Found(topic.path, f"«{key}» is excluded from the survey.", "Cite another, or screen it again.")


@rule(WARNING)
def citation_form(context: Context) -> Iterator[Found]:
    """Something looks like a citation, but is none: brackets, commas, capitals or spaces are not as they must be.

    Why: It is shown as it is written, and the paper is not linked.
    Fix: Write [@key], or [@key; @other] for several; a bare @key is a noun of its sentence.
    Wrong: It is faster [@one-paper, @Another].
    Right: It is faster [@one-paper; @another].
    """
    for prose in context.prose:
        for loose in _LOOSE.finditer(prose.spoken) if "@" in prose.spoken else ():
            keys = [key.lower().strip("-") for key in re.findall(r"@([\w-]+)", loose[0])]
            cites = loose.start() in citations_in(prose.text)
            if not cites and any(key in context.survey.paper or key in context.survey.landmark for key in keys):
                said = f"«{loose[0]}» is no citation."
                fix = "Write [@key], or [@key; @other] for several; @key as a noun of the sentence."
                yield Found(prose.file, said, fix, offset=_place(context, prose, loose.start()))


@rule(ADVICE)
def cites_none_of_its_own(context: Context) -> Iterator[Found]:
    """The prose of a topic cites none of the topic's own papers.

    Why: Prose that cites nothing here was written for another topic, or before there were papers.
    Fix: Group and contrast the topic's papers, and cite them as [@key].
    Wrong: Many methods were proposed lately.
    Right: One method prunes by size [@a-paper], another by gradient [@b-paper].
    """
    for topic in context.survey.topics:
        own = {paper.key for paper in context.survey.papers_of[topic.key]}
        cited = set(cited_keys(topic.prose))
        if any(context.unread.may_be("papers", key) for key in cited):
            continue
        if topic.parent and topic.prose and not topic.is_as_it_came and own and not own & cited:
            said = f"the prose of «{topic.key}» cites none of its {len(own)} papers."
            yield Found(topic.path, said, "Cite them as [@key].")


@rule(WARNING, fixes=True)
def citation_as_noun(context: Context) -> Iterator[Found]:
    """A citation in parentheses is a noun of its sentence.

    Why: A reader who passes over what is in parentheses reads "is kept in" or "keeps recent tokens", by nobody.
    Fix: Write the bare key where the work is spoken of: @key. Brackets are for support, behind what is supported.
        It is fixed by itself where one work is cited and nothing else can be meant.
    Wrong: According to [@a-paper], reefs recover. [@b-paper] doubts it.
    Right: According to @a-paper, reefs recover. @b-paper doubts it. Heat comes first [@c-paper].
    """
    for prose in context.prose:
        for citation in citations_in(prose.text).values():
            before = prose.text[max(0, citation.start - _NEAR) : citation.start]
            after = prose.text[citation.end : citation.end + _NEAR]
            if citation.is_noun or not (sure := _is_noun(before, after)):
                continue
            offset = _place(context, prose, citation.start)
            nouns = " and ".join(f"@{key}" for key in citation.keys)
            safe = sure == "surely" and len(citation.keys) == 1 and offset is not None
            edit = Span(offset, offset + citation.end - citation.start, nouns) if safe and offset is not None else None
            said = f"«{prose.text[citation.start : citation.end]}» is a noun of its sentence."
            yield Found(prose.file, said, f"Write {nouns}, or cite behind what it supports.", offset=offset, edit=edit)


def _is_noun(before: str, after: str) -> str:
    """Whether a citation between two texts is a noun: ``surely``, ``likely``, or not at all."""
    word = found[1].lower() if (found := _WORD_BEFORE.search(before)) else ""
    begins = word in _JOINS or _CLAUSE_BEFORE.search(before) is not None
    if _GOES_ON.match(after) and (begins or not after[0].isspace()):
        return "surely"
    if word in _NEVER_ENDS or _ACCORDING.search(before):
        return "surely"
    return "likely" if word in _NEEDS_NOUN else ""
