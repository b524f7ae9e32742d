"""The rules of the collection: one function each, from the survey to its findings.

A rule's docstring is its documentation: the first line says what is wrong, the rest why it matters.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from generator.model import Finding, HandPage, Paper, Severity, Survey, Topic, is_key, normalise_title
from generator.model.citations import cited_keys

Rule = Callable[[Survey], Iterator[Finding]]

_OWN_PAGES = ("method", "sources", "results", "gap-map", "map", "trends")

#: All rules by name, in the order in which they are documented.
RULES: dict[str, Rule] = {}

_LINK = re.compile(r"\]\((?!\w+:|#|/)([^)\s#]+?\.md)(?:#[\w-]*)?\)")


def rule(function: Rule) -> Rule:
    """Register a rule under its function's name."""
    RULES[function.__name__.replace("_", "-")] = function
    return function


def at(file: str, name: str, message: str, fix: str) -> Finding:
    """A finding whose line is looked up by what the message quotes in «»."""
    return Finding(file, 0, 0, name, message, fix)


def advise(file: str, name: str, message: str, fix: str) -> Finding:
    """Like :func:`at`, for what is unfinished rather than wrong: it does not stop a build."""
    return Finding(file, 0, 0, name, message, fix, Severity.WARNING)


@rule
def unknown_topic(survey: Survey) -> Iterator[Finding]:
    """A paper or a topic refers to a topic that does not exist.

    Such a paper would be missing from every topic's page.
    """
    fix = "Correct the key, or add content/topics/<key>.md."
    for paper in survey.papers:
        for key in paper.topics:
            if key not in survey.topic:
                yield at(paper.path, "unknown-topic", f"there is no topic «{key}».", fix)
            elif survey.topic[key].parent is None:
                message = f"«{key}» is an area; a paper stands in topics."
                yield at(paper.path, "unknown-topic", message, "Name one of the area's topics.")
    for topic in survey.topics:
        if topic.parent and (topic.parent not in survey.topic or survey.topic[topic.parent].parent):
            yield at(topic.path, "unknown-topic", f"there is no area «{topic.parent}».", fix)


@rule
def bad_key(survey: Survey) -> Iterator[Finding]:
    """A file's name is no key.

    Keys are addresses; they must be the same on every system: lower-case ASCII words joined by hyphens.
    """
    for page in survey.pages:
        if page.key in _OWN_PAGES:
            fix = "Choose another name; the survey makes this page itself."
            yield at(page.path, "bad-key", f"«{page.key}» is a page of the survey's own.", fix)
    entries: tuple[Paper | Topic | HandPage, ...] = (*survey.papers, *survey.topics, *survey.pages)
    for entry in entries:
        if not is_key(entry.key):
            fix = "Rename the file: lower-case letters, digits and hyphens only, no reserved name."
            yield at(entry.path, "bad-key", f"«{entry.key}» cannot be a key.", fix)


@rule
def duplicate_title(survey: Survey) -> Iterator[Finding]:
    """Two papers have the same title.

    Titles are compared by their letters and digits alone; equal ones are one paper recorded twice.
    """
    same = defaultdict(list)
    for paper in survey.papers:
        same[normalise_title(paper.title)].append(paper)
    for papers in same.values():
        for paper in papers[1:]:
            fix = f"Merge it into {papers[0].path}, or correct one of the titles."
            yield at(paper.path, "duplicate-title", f"«{paper.title}» is also {papers[0].key}.", fix)


@rule
def dead_link(survey: Survey) -> Iterator[Finding]:
    """Prose links to a page, or cites a paper, that does not exist."""
    pages = {
        "index.md",
        *(f"{name}.md" for name in _OWN_PAGES),
        "papers/index.md",
        "topics/index.md",
        *(f"{p.key}.md" for p in survey.pages),
    }
    pages |= {f"papers/{key}.md" for key in survey.paper} | {f"topics/{key}.md" for key in survey.topic}
    for file, text in _prose(survey):
        for key in cited_keys(text):
            if key not in survey.paper:
                fix = "Correct the key; it is the name of the paper's file."
                yield at(file, "dead-link", f"[@{key}] cites no paper.", fix)
        for target in _LINK.findall(text):
            if target.removeprefix("../") not in pages:
                fix = "Name pages from the site's root, such as papers/<key>.md."
                yield at(file, "dead-link", f"there is no page «{target}».", fix)


@rule
def unknown_source(survey: Survey) -> Iterator[Finding]:
    """A paper was seen in a source that is not listed.

    Provenance that leads nowhere is none.
    """
    ids = {source.id for source in survey.sources}
    for paper in survey.papers:
        for source in sorted({seen.source for seen in paper.seen} - ids):
            fix = "Correct it, or list the source in content/sources/sources.yml."
            yield at(paper.path, "unknown-source", f"there is no source «{source}».", fix)


@rule
def unknown_start(survey: Survey) -> Iterator[Finding]:
    """A topic's ``start_here`` names a paper that does not exist."""
    for topic in survey.topics:
        for start in topic.start_here:
            if start.key not in survey.paper:
                fix = "Correct the key; it is the name of the paper's file."
                yield at(topic.path, "unknown-start", f"there is no paper «{start.key}».", fix)


def _prose(survey: Survey) -> Iterator[tuple[str, str]]:
    yield from ((paper.path, paper.notes) for paper in survey.papers if paper.notes)
    yield from ((topic.path, topic.prose) for topic in survey.topics if topic.prose)
    yield from ((page.path, page.body) for page in survey.pages)
