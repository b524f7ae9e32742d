"""Small pieces of wording that templates share."""

import re

from livingsurvey.model import Paper, Source
from livingsurvey.model.wording import change_text, number
from livingsurvey.site.messages import Messages

__all__ = ["change_text", "citation_label", "facts_of", "number", "source_name"]

_AUTHORS = 3  # all are named up to so many, else the first
_NAME_WORDS = 3  # words before a title's colon that are still a name


def citation_label(paper: Paper) -> str:
    """How prose names a paper: by the name its title gives it, else by author and year, else by its first words."""
    name, colon, _ = paper.title.partition(":")
    name = re.sub(r"[_^{}]", "", name).strip()
    if colon and 0 < len(name.split()) <= _NAME_WORDS:
        return name
    if paper.authors and paper.year:
        surnames = [author.split()[-1] for author in paper.authors]
        who = " & ".join(surnames) if len(surnames) <= 2 else f"{surnames[0]} et al."
        return f"{who} {paper.year}"
    words = paper.title.split()
    return " ".join(words[:_NAME_WORDS]) + (" …" if len(words) > _NAME_WORDS else "")


def facts_of(messages: Messages, paper: Paper) -> list[str]:
    """Authors, venue and year of a paper, as far as they are known; a year that the venue names is not said twice."""
    names, venue, year = paper.authors, paper.venue or "", str(paper.year or "")
    authors = ", ".join(names) if len(names) <= _AUTHORS else messages.t("js.paper.et_al", name=names[0])
    return [fact for fact in (authors, venue, "" if year in venue else year) if fact]


def source_name(source: Source) -> str:
    """What to call a source in running text."""
    return source.id.replace("-", " ").capitalize()
