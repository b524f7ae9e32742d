"""Rules of the names of authors."""

import re
from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import WARNING, Found, rule
from livingsurvey.model import Paper
from livingsurvey.model.names import parse_name

_COMMA = re.compile(r",(?! (?:Jr|Sr|I{1,3}|IV|Inc|Ltd|LLC|Corp|Co|GmbH|AG)\b)")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+\.?){0,2}")  # too few words for several people
_SEVERAL = re.compile(r";|\bet al\b|\band others\b")
_RUN_ON = re.compile(r"\A(?:[^\W\d_]{2,} [^\W\d_a-z]{1,3}(?:,? |\Z)){2,}\Z")  # Berg T Roe MA
_ADDRESS = re.compile(r"\S@\S+\.\S")
_NOTE_MARK = re.compile(r"\A(?:\w+\.? )+\w*[^\W\d_]{2}\d+(?:,\d+)*\Z")  # the number of a footnote behind a name
_AND = re.compile(r" (?:and|&) ")
_OF_GROUPS = re.compile(r"\b(?:Co|Inc|Ltd|Sons|Partners|Associates|of|for|the|in|on|de|des|du|der|für|et)\b|\d")


@rule(WARNING)
def author_form(context: Context) -> Iterator[Found]:
    """An author is not one name: several in one entry, «et al.», an address, or the family name first.

    Why: Authors are linked to their pages by name, and each entry is one person or one group. Names of groups may hold
        digits, commas and «and»: D0, NA62, Society of Arts and Sciences.
    Fix: One author an entry, given name first.
    Wrong: authors: ['Lovelace, Ada', 'C. Babbage and others']
    Right: authors: [Ada Lovelace, Charles Babbage]
    """
    for paper in context.survey.papers:
        whole = _given_whole(paper)
        for n, author in enumerate(paper.authors):
            if author not in whole and _is_no_name(author):
                yield Found(paper.path, f"«{author}» is not one name.", "One author an entry.", ("authors", n))


def _given_whole(paper: Paper) -> frozenset[str]:
    """The names of which the paper's bibliography says how they are divided."""
    return frozenset(paper.publication.names if paper.publication else ())


def _is_no_name(author: str) -> bool:
    if _PLAIN.fullmatch(author):
        return _SEVERAL.search(author) is not None  # nearly all: nothing else could be wrong with them
    if any(pattern.search(author) for pattern in (_SEVERAL, _RUN_ON, _ADDRESS, _NOTE_MARK)):
        return True
    if _COMMA.search(author) and not parse_name(author).is_whole:
        return True
    if author.count(",") > 1 and not _OF_GROUPS.search(author):
        return True
    return not any(map(str.isalpha, author)) or _are_several(author)


def _are_several(author: str) -> bool:
    """Whether people of at least two words each are joined by «and»; names of groups are left alone."""
    parts = _AND.split(author)
    of_people = not _OF_GROUPS.search(author) and all(len(part.split()) > 1 for part in parts)
    return len(parts) > 1 and of_people and not any(_is_a_group(part) for part in parts)


def _is_a_group(name: str) -> bool:
    return parse_name(name).is_whole
