"""Rules of curation: screening, kinds, topics, summaries, vocabularies, claims and prose.

What is merely unfinished is advice: it is told, but the site is built all the same. What would mislead a
reader is an error.
"""

import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.rules import advise, at, rule
from generator.model import Finding, Paper, Status, Survey
from generator.model.citations import CITATION, cited_keys

TOPIC_SMALLEST, TOPIC_LARGEST = 4, 40  # papers that are not excluded
SUMMARY_WORDS = 30
COPIED_WORDS = 8  # a run of so many words of the abstract is copied, not summed up
TOPIC_PROSE, AREA_PROSE = (150, 400), (100, 250)  # words, citations not counted

_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—", " "))
_NUMBER = re.compile(r"(?<![\w.@/-])(\d+(?:,\d{3})*(?:\.\d+)?)(?=x\b|(?![\w/-]|[.,]\d))")
_LIST_MARK = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[*])")


def _included(survey: Survey) -> Iterator[Paper]:
    return (paper for paper in survey.papers if paper.status == Status.INCLUDED)


@rule
def included_incomplete(survey: Survey) -> Iterator[Finding]:
    """An included paper lacks its kind, its topic or its summary.

    Readers find it by topic, compare it by kind and choose it by summary.
    """
    for paper in _included(survey):
        for name in ("kind", "topics", "summary"):
            if not getattr(paper, name):
                yield advise(paper.path, "included-incomplete", f"included, but «{name}:» is empty.", "Fill it in.")


@rule
def excluded_without_reason(survey: Survey) -> Iterator[Finding]:
    """An excluded paper gives no reason, or one that is not on the list.

    Two people must be able to decide alike, so reasons are few and defined in ``vocabulary/reasons.yml``.
    """
    reasons = survey.term.get("reasons", {})
    for paper in survey.papers:
        if paper.status == Status.EXCLUDED and (paper.reason is None or (reasons and paper.reason not in reasons)):
            said = f"«{paper.reason}» is no reason." if paper.reason else "«status:» excluded, but no reason."
            yield at(paper.path, "excluded-without-reason", said, f"Give one of: {', '.join(_ids(survey, 'reasons'))}.")
        if paper.reason and paper.status != Status.EXCLUDED:
            yield at(paper.path, "excluded-without-reason", "«reason:» given, but not excluded.", "Remove the reason.")


def _ids(survey: Survey, name: str) -> list[str]:
    return [term.id for term in survey.vocabulary.get(name, ())]


@rule
def vocabulary_synonym(survey: Survey) -> Iterator[Finding]:
    """A synonym is used instead of the term's name, or a term that has been replaced.

    One thing must have one name, or counts and comparisons fall apart.
    """
    for name in ("benchmarks", "models", "methods"):
        other = {synonym: term.name for term in survey.vocabulary.get(name, ()) for synonym in term.synonyms}
        for term in survey.vocabulary.get(name, ()):
            if term.deprecated_to and term.deprecated_to in survey.term[name]:
                other[term.name] = survey.term[name][term.deprecated_to].name
        for paper in survey.papers:
            for used in getattr(paper, name):
                if used in other:
                    yield advise(
                        paper.path, "vocabulary-synonym", f"«{used}» is called «{other[used]}».", "Use that name."
                    )


@rule
def vocabulary_clash(survey: Survey) -> Iterator[Finding]:
    """Two terms of a vocabulary share an id, a name or a synonym, or a term refers to none.

    Then a word would mean two things, or a reference nothing.
    """
    for name, terms in survey.vocabulary.items():
        file = f"content/vocabulary/{name}.yml"
        ids = Counter(term.id for term in terms)
        words = Counter(word for term in terms for word in {term.name, *term.synonyms})
        for word in [word for counts in (ids, words) for word, count in counts.items() if count > 1]:
            yield at(file, "vocabulary-clash", f"«{word}» stands for two terms.", "Keep it in one of them.")
        for term in terms:
            for other in (term.parent, term.deprecated_to):
                if other and other not in ids:
                    yield at(file, "vocabulary-clash", f"there is no term «{other}».", "Correct the id.")


@rule
def unknown_term(survey: Survey) -> Iterator[Finding]:
    """A benchmark, model, method, measure or kind is in no vocabulary.

    A term without a definition cannot be told from a slip of the pen. Holds where the vocabulary exists.
    """
    for name in ("benchmarks", "models", "methods"):
        known = survey.term.get(name)
        synonyms = {synonym for term in survey.vocabulary.get(name, ()) for synonym in term.synonyms}
        for paper in survey.papers if known else ():
            for used in getattr(paper, name):
                if used not in known and used not in synonyms:  # type: ignore[operator]
                    fix = f"Correct it, or define it in content/vocabulary/{name}.yml."
                    yield advise(paper.path, "unknown-term", f"«{used}» is not in the vocabulary of {name}.", fix)
    yield from _unknown_words(survey)


def _unknown_words(survey: Survey) -> Iterator[Finding]:
    for paper in survey.papers:
        used: list[tuple[str, str]] = [("kinds", paper.kind)] if paper.kind else []
        used += [("measures", claim.measure) for claim in paper.claims]
        for name, word in used:
            if name in survey.vocabulary and word not in _ids(survey, name):
                fix = f"Use one of: {', '.join(_ids(survey, name))}."
                yield advise(paper.path, "unknown-term", f"«{word}» is not in the vocabulary of {name}.", fix)


@rule
def summary_form(survey: Survey) -> Iterator[Finding]:
    """A summary is too long, or copied from the abstract.

    It must tell more in thirty words than the abstract's first sentence does.
    """
    for paper in survey.papers:
        if not paper.summary:
            continue
        if (words := len(paper.summary.split())) > SUMMARY_WORDS:
            said = f"«summary:» has {words} words, at most {SUMMARY_WORDS} are read."
            yield advise(paper.path, "summary-form", said, "Say what it does, to what, to save what.")
        if run := _copied(paper.summary, f"{paper.abstract} {paper.published_abstract or ''}"):
            said = f"«summary:» copies the abstract: “{run}”."
            yield advise(paper.path, "summary-form", said, "Use your own words.")


def _copied(summary: str, abstract: str) -> str | None:
    words = _words(summary)
    text = f" {' '.join(_words(abstract))} "
    runs = (" ".join(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1))
    return next((run for run in runs if f" {run} " in text), None)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> list[str]:
    return text.lower().translate(_PUNCTUATION).split()


@rule
def quote_not_in_abstract(survey: Survey) -> Iterator[Finding]:
    """A claim's quote does not stand in the abstract, word for word.

    Every number shown must be traceable to the sentence that states it.
    """
    for paper in survey.papers:
        for claim in paper.claims:
            if claim.quote not in paper.abstract and claim.quote not in (paper.published_abstract or ""):
                said = f"«{claim.quote[:60]}» does not stand in the abstract."
                yield at(paper.path, "quote-not-in-abstract", said, "Copy the sentence from the abstract as it is.")


@rule
def topic_size(survey: Survey) -> Iterator[Finding]:
    """A topic holds too few papers to compare, or too many to read.

    A small topic belongs to its neighbour, a large one wants to be split.
    """
    for topic in survey.topics:
        count = len(survey.papers_of[topic.key])
        if topic.parent and not TOPIC_SMALLEST <= count <= TOPIC_LARGEST:
            said = f"«{topic.key}» holds {count} papers; {TOPIC_SMALLEST} to {TOPIC_LARGEST} make a topic."
            yield advise(topic.path, "topic-size", said, "Merge it with a neighbour, or split it.")


@rule
def topic_prose(survey: Survey) -> Iterator[Finding]:
    """A topic or area has no prose, too little or too much, or a topic does not say where to start.

    The prose is what a list of papers lacks: what is traded against what, and where results agree.
    """
    for topic in survey.topics:
        low, high = TOPIC_PROSE if topic.parent else AREA_PROSE
        words = len(CITATION.sub("", topic.prose).split())
        if not low <= words <= high:
            said = f"the prose of «{topic.key}» has {words} words; {low} to {high} are wanted."
            yield advise(topic.path, "topic-prose", said, "Group and contrast the papers; cite them as [@key].")
        if topic.parent and not 2 <= len(topic.start_here) <= 5:
            said = f"«{topic.key}» names {len(topic.start_here)} papers to start with; two to five are wanted."
            yield advise(topic.path, "topic-prose", said, "List them under start_here, each with its reason.")


@rule
def excluded_cited(survey: Survey) -> Iterator[Finding]:
    """Prose cites, or a topic starts with, a paper that is excluded.

    What is out of scope cannot carry an argument of the survey.
    """
    for topic in survey.topics:
        for key in (*cited_keys(topic.prose), *(start.key for start in topic.start_here)):
            if key in survey.paper and survey.paper[key].status == Status.EXCLUDED:
                said = f"«{key}» is excluded from the survey."
                yield at(topic.path, "excluded-cited", said, "Cite another, or screen it again.")


@rule
def number_without_claim(survey: Survey) -> Iterator[Finding]:
    """A number in a topic's prose stands in no claim of a paper cited in the same sentence.

    A number that cannot be traced is a rumour. Numbers that are part of a name (7B, GPT-4) do not count.
    """
    for topic in survey.topics:
        for sentence in (s for part in topic.prose.split("\n\n") for s in _SENTENCE_END.split(part)):
            claimed = {n for key in cited_keys(sentence) if key in survey.paper for n in _numbers(survey.paper[key])}
            for number in _NUMBER.findall(_LIST_MARK.sub("", CITATION.sub("", sentence))):
                if float(number.replace(",", "")) not in claimed:
                    beside = " ".join(sentence.split())[:50]
                    said = f"«{number}» stands in no claim of a paper cited beside it: {beside} …"
                    fix = "Cite the paper in the same sentence, record the claim, or leave the number out."
                    yield at(topic.path, "number-without-claim", said, fix)


def _numbers(paper: Paper) -> set[float]:
    changes = [claim.change for claim in paper.claims]
    return {abs(number) for change in changes for number in (change.value, change.low) if number is not None}
