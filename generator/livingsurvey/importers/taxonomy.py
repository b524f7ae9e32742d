"""A taxonomy that a collection brings along: nested sections, and which publications each of them cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from livingsurvey.importers.identifiers import from_address
from livingsurvey.model import Finding, Severity

_DEEPEST = 20  # levels of sections within each other
_LONGEST_NAME = 12  # words; what is longer is a sentence
_NAMES_A_WORK = re.compile(r"\bet al\b|\((?:1[5-9]|20)\d\d[a-z]?\)|\b(?:1[5-9]|20)\d\d[a-z]?[.:]?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication that a section cites: by citation key, or by address and title. ``line`` is where, from 1."""

    line: int
    key: str = ""
    title: str = ""
    urls: tuple[str, ...] = ()

    @property
    def identifiers(self) -> dict[str, str]:
        """The DOI and the arXiv id that the addresses state."""
        stated: dict[str, str] = {}
        for url in self.urls:
            for name, value in from_address(url if "://" in url else f"https://doi.org/{url}").items():
                if name in ("doi", "arxiv"):
                    stated.setdefault(name, value)
        return stated

    def __str__(self) -> str:
        return self.key or self.title or next(iter(self.urls), "")


@dataclass(slots=True)
class Section:
    """A part of a taxonomy. ``text`` is what the source says of it, without citations; ``line`` is where it begins.

    ``key`` is the topic that a curator has chosen for it. ``is_item``, ``is_bold`` and, of headings in Markdown,
    ``level`` say how the source writes it.
    """

    title: str
    line: int
    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)
    key: str = ""
    is_item: bool = False
    is_bold: bool = False
    level: int = 0

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in the order of the source."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting += reversed(section.sections)


@dataclass(slots=True)
class Taxonomy:
    """The sections of a ``file``; what it cites outside of all of them; what could not be read.

    ``title`` is what an area is called that groups sections which have no parts.
    """

    file: str
    sections: list[Section] = field(default_factory=list)
    outside: list[Citation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    title: str = "Topics"

    def walk(self) -> Iterator[Section]:
        """All sections, in the order of the source."""
        for section in self.sections:
            yield from section.walk()


def settled(root: Section, taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy with what is below ``root``: items that name single works become citations of their section.

    Sections that cite nothing, nor has any part of them, are no topics and go, with a remark.

    Args:
        root: what a reader has found, as parts of one section that represents the whole file.
        taxonomy: gets it.
    """
    flatten(root, taxonomy)
    for section in reversed(list(root.walk())):
        section.sections = [part for part in section.sections if not _taken_over(part, section)]
    empty = prune(root)
    taxonomy.sections, taxonomy.outside = root.sections, root.citations
    if empty:
        named = ", ".join(f"«{section.title[:60]}» (line {section.line})" for section in empty[:5])
        said = f"{len(empty)} sections cite nothing and become no topics: {named}."
        taxonomy.findings.append(_remark(taxonomy.file, empty[0].line, said))
    return taxonomy


def flatten(root: Section, taxonomy: Taxonomy) -> None:
    """Make what is deeper than any taxonomy follow each other on one level, with a remark.

    Args:
        root: represents the whole file.
        taxonomy: gets the remark.
    """
    level = [root]
    for _ in range(_DEEPEST):
        level = [part for section in level for part in section.sections]
    deep = [section for section in level if any(part.sections for part in section.sections)]
    for section in deep:
        below = list(section.walk())[1:]
        for part in below:
            part.sections = []
        section.sections = below
    if deep:
        said = f"sections more than {_DEEPEST} levels deep; those below are put on one level."
        taxonomy.findings.append(_remark(taxonomy.file, deep[0].line, said))


def prune(root: Section) -> list[Section]:
    """Take out the sections in which, and in whose parts, nothing is cited, and return them."""
    sections = list(root.walk())
    cited: set[int] = set()
    for section in reversed(sections):
        if section.citations or any(id(part) in cited for part in section.sections):
            cited.add(id(section))
    for section in sections:
        section.sections = [part for part in section.sections if id(part) in cited]
    return [section for section in sections if section is not root and id(section) not in cited]


def _remark(file: str, line: int, said: str) -> Finding:
    return Finding(file, line, 0, "taxonomy", said, "Nothing needs doing, unless they are meant to.", Severity.WARNING)


def _taken_over(part: Section, section: Section) -> bool:
    """Whether an item is a work or a sentence rather than a section; its citations go to the section it is in."""
    if not part.is_item or (part.sections and part.title):
        return False
    if not part.citations and not part.is_bold and part.title:
        part.citations.append(Citation(part.line, title=part.title))  # a work named by its title alone
        part.title = ""
    if part.title and (part.is_bold or not _is_a_work(part.title)):
        return False
    section.citations += part.citations
    section.sections += part.sections
    return True


def _is_a_work(title: str) -> bool:
    return len(title.split()) > _LONGEST_NAME or bool(_NAMES_A_WORK.search(title))
