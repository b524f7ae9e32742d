"""What is known of a work, in a form in which two descriptions can be compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from livingsurvey.model import Paper, normalise_title
from livingsurvey.model.identity import to_ascii
from livingsurvey.model.names import Name, parse_name
from livingsurvey.model.publication import VAGUE

#: The identifiers that name one work, in the order in which they are believed.
IDENTIFIERS = ("arxiv", "doi", "pmid", "pmcid")
_ARXIV_DOI = "10.48550/arxiv."
_VERSION = re.compile(r"(?<=\d)v\d+\Z")
_AND = re.compile(r"(?<=\s)&(?=\s)")
_HYPHENS = str.maketrans("\u2010\u2011\ufe63\uff0d", "----")


@dataclass(frozen=True)
class Work:
    """What is known of a work, for comparing: its title, its abstract and facts by the paper's fields."""

    title: str
    abstract: str
    facts: Mapping[str, Any]

    @cached_property
    def key(self) -> str:
        """The title reduced to what identifies it."""
        return reduced_title(self.title)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(re.findall(r"[^\W_]+", self.title.casefold()))

    @cached_property
    def publication(self) -> Mapping[str, Any]:
        """What is stated of its publication."""
        return self.facts.get("publication") or {}

    @cached_property
    def ids(self) -> dict[str, str]:
        """Its identifiers, by kind. The DOI that arXiv gives to each of its papers is the number of arXiv."""
        stated = {**self.publication, **self.facts}
        ids = {kind: str(stated[kind]).casefold() for kind in IDENTIFIERS if stated.get(kind)}
        if ids.get("doi", "").startswith(_ARXIV_DOI):
            number = _VERSION.sub("", ids.pop("doi").removeprefix(_ARXIV_DOI))
            ids = {"arxiv": number} | ids
        return ids

    @cached_property
    def people(self) -> tuple[Name, ...]:
        """Its authors, or else its editors."""
        parts = self.publication.get("names", {})
        shown = self.facts.get("authors") or self.publication.get("editor") or ()
        return tuple(Name(**parts[one]) if one in parts else parse_name(one) for one in shown)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The families' names, in a form that all spellings share."""
        return tuple(map(_folded, (name.family for name in self.people)))

    @cached_property
    def year(self) -> int | None:
        """The year."""
        published = self.facts.get("published")
        return int(str(published)[:4]) if published else None

    @cached_property
    def type(self) -> str:
        """The type of work, where it says anything."""
        stated = str(self.publication.get("type") or "")
        return "" if stated in VAGUE else stated

    @property
    def containers(self) -> tuple[str, ...]:
        """The names of what it appeared in."""
        stated = (self.facts.get("venue"), self.publication.get("container_title_short"))
        return tuple(name for name in stated if name)


def reduced_title(title: str) -> str:
    """A title reduced to what identifies it, with «&» between words as «and», and all signs for a hyphen as one.

    Args:
        title: as a source writes it.
    """
    plain = title if title.isascii() else title.translate(_HYPHENS)
    return normalise_title(_AND.sub("and", plain) if "&" in plain else plain)


def work_of(paper: Paper) -> Work:
    """A paper of the survey as a work."""
    facts = {name: getattr(paper, name) for name in ("authors", "published", "venue", "arxiv", "doi")}
    publication = paper.publication.model_dump() if paper.publication else {}
    return Work(paper.title, paper.abstract, facts | {"publication": publication})


def _folded(family: str) -> str:
    letters = re.sub(r"[^a-z]", "", to_ascii(family).lower()) or family.casefold()
    return re.sub(r"([aou])e", r"\1", letters).replace("ss", "s")
