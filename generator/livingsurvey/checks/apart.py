"""Whether two papers can be one work, by what is known of both besides their titles."""

import re
from collections.abc import Callable
from functools import lru_cache

from livingsurvey.model import Paper, Publication, normalise_title
from livingsurvey.model.identity import to_ascii
from livingsurvey.model.names import parse_name

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a and de der des die für et for in la le of on the und".split())
_PARTS = ("volume", "issue", "edition", "number", "chapter_number", "collection_number")


def arxiv_of(paper: Paper) -> str:
    """The arXiv identifier without its version, from the field made for it or from arXiv's own DOI."""
    doi = (paper.doi or "").lower()
    found = paper.arxiv or (doi.removeprefix("10.48550/arxiv.") if doi.startswith("10.48550/arxiv.") else "")
    return found.lower().rpartition("v")[0] if found[-1:].isdigit() and "v" in found[-4:].lower() else found.lower()


def told_apart(one: Paper, other: Paper) -> bool:
    """Whether something that both state shows that they are two works.

    Different identifiers of one kind, no author in common, dates more than a year apart, other containers, or another
    volume, edition or first page. What only one of them states tells nothing.
    """
    tests: tuple[Callable[[Paper, Paper], bool], ...] = (_identifiers, _years, _authors, _containers, _parts)
    return any(differ(one, other) for differ in tests)


def known_alike(one: Paper, other: Paper) -> bool:
    """Whether as much is known of one as of the other: authors and date of both, or of neither."""
    return all(bool(getattr(one, name)) == bool(getattr(other, name)) for name in ("authors", "published"))


def identified_apart(one: Paper, other: Paper) -> bool:
    """Whether two papers have different identifiers of one kind."""
    return _identifiers(one, other)


def _identifiers(one: Paper, other: Paper) -> bool:
    dois = ((one.doi or "").lower(), (other.doi or "").lower())
    return any(a and b and a != b for a, b in ((arxiv_of(one), arxiv_of(other)), dois))


def _years(one: Paper, other: Paper) -> bool:
    years = [int(paper.published[:4]) for paper in (one, other) if paper.published]
    return len(years) == 2 and abs(years[0] - years[1]) > 1


def _authors(one: Paper, other: Paper) -> bool:
    return bool(one.authors and other.authors) and families(one.authors).isdisjoint(families(other.authors))


@lru_cache(maxsize=1 << 12)
def families(authors: tuple[str, ...]) -> frozenset[str]:
    """The family names of authors, without accents and case."""
    return frozenset(to_ascii(parse_name(author).family).casefold() for author in authors)


def _containers(one: Paper, other: Paper) -> bool:
    return bool(one.venue and other.venue) and not same_container(one.venue or "", other.venue or "")


def same_container(one: str, other: str) -> bool:
    """Whether two names can be of one journal or book: the same words, or abbreviations of them."""
    words, others = (
        [word for word in _WORD.findall(to_ascii(name).casefold()) if word not in _SMALL] for name in (one, other)
    )
    if len(words) != len(others) or not words:
        return normalise_title(one) == normalise_title(other)
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(words, others, strict=True))


def _parts(one: Paper, other: Paper) -> bool:
    """Whether they are other parts of one container: another volume, edition or first page."""
    if one.publication is None or other.publication is None:
        return False
    stated = [(getattr(one.publication, name), getattr(other.publication, name)) for name in _PARTS]
    stated.append((_first_page(one.publication), _first_page(other.publication)))
    return any(a and b and a != b for a, b in stated)


def _first_page(publication: Publication) -> str:
    return re.split(r"[-–—,; ]", publication.page or "")[0]
