"""The language of queries: words, "exact words", -without, field:value, and what is pasted whole.

The same rules as ``overrides/assets/search/query.js``.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import category
from urllib.parse import unquote

#: Signs of a query that count.
MOST_SIGNS = 1000
#: What is a blank in any language that reads queries.
_BLANK = re.compile(r"[\s\x00-\x1f\x85\ufeff]")
#: A sign that leaves out, a field, and what is in quotation marks or goes on to the next blank.
_PIECE = re.compile(r'(-?)(?:([^\W\d_](?:[^\W\d_]|-)*):)?(?:"([^"]*)("|$)|(\S+))')
_QUOTES = re.compile("[“”„‟«»]")
_YEARS = re.compile(r"(?:(\d{1,4})|(\d{0,4})(?:\.\.|–|-)(\d{0,4}))\Z", re.ASCII)
_ARXIV = re.compile(
    r"(?:^|[\s/:.\[(])(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?!\d)", re.ASCII
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s?#\"<>]+", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)\Z", re.ASCII)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|ref|source)=", re.ASCII)
_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEFORE = re.compile(r"^(?:arxiv|doi)\s*:?\s*")
_BEHIND = re.compile(r"\s*\[[\w.-]+\]$", re.ASCII)
_CITED = re.compile(r"(?<!\w)et\.? al(?!\w)\.?", re.IGNORECASE)
_GLUED = re.compile(r"\A([^\W\d_]{2,})((?:19|20)[0-9]{2})([^\W\d_]*)\Z")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
#: Words of a citation before its year.
_MOST_NAMES = 4


class QueryPhrase(NamedTuple):
    """Words one after the other that must, or must not, be there."""

    text: str
    out: bool


class Condition(NamedTuple):
    """A value that a field must, or must not, have; ``open`` while it is typed."""

    field: str
    value: str
    out: bool
    open: bool


class QueryCitation(NamedTuple):
    """Names and a year, which may be empty, and all words."""

    words: str
    names: list[str]
    year: str


@dataclass(slots=True)
class SearchQuery:
    """A query as it is understood: ``text`` is what is ranked by."""

    text: str = ""
    phrases: list[QueryPhrase] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)


def cleaned(typed: str) -> str:
    """Return a text as far as it counts, with one kind of blanks."""
    return _BLANK.sub(" ", typed[:MOST_SIGNS])


def years(text: str) -> tuple[str, str] | None:
    """Return the first and the last year of ``2023``, ``2023..2025``, ``2023..`` or ``..2025``, as far as typed."""
    match = _YEARS.match(text)
    if not match:
        return None
    only, first, last = match.groups()
    if only is not None:
        first = last = only
    return (first or "").ljust(4, "0"), (last or "").ljust(4, "9")


def parse(typed: str, fields: Collection[str]) -> SearchQuery:
    """Read a query. Nothing that is typed is an error: what means nothing here is text.

    Args:
        typed: what was typed.
        fields: the names of the conditions that there are.
    """
    query = SearchQuery()
    text = _QUOTES.sub('"', typed)
    pieces = list(_PIECE.finditer(text))
    ended = text[-1:].isspace()
    for piece in pieces:
        _put(query, piece, fields, piece is pieces[-1] and not ended)
    last_is_open = bool(pieces) and query.text.endswith(pieces[-1][0]) and not ended
    kept = query.text.strip()
    query.text = kept if last_is_open or not kept else kept + " "  # a blank ends the last word
    return query


def field_of(name: str, fields: Collection[str]) -> str | None:
    """Return the condition that a name means, if any; its plural means it too."""
    return next((one for one in fields if name in (one, f"{one}s")), None)


def _put(query: SearchQuery, match: re.Match[str], fields: Collection[str], last: bool) -> None:
    minus, name, quoted, closed, bare = match.groups()
    value = quoted if quoted is not None else bare
    field_ = field_of(name.lower(), fields) if name else None
    begun = bool(bare) and bare.endswith(":") and field_of(bare[:-1].lower(), fields)
    if begun or (field_ and not value.strip()):
        return  # its value is not typed yet
    if not field_ or (field_ == "year" and not years(value)):
        _put_words(query, match)
    else:
        query.conditions.append(Condition(field_, value, bool(minus), last and not closed))


def _put_words(query: SearchQuery, match: re.Match[str]) -> None:
    minus, name, quoted, closed, bare = match.groups()
    text = quoted if quoted is not None else bare
    if minus and not name and text[:1].isalpha():
        query.phrases.append(QueryPhrase(text, True))
    elif closed and not name and text.strip():
        query.phrases.append(QueryPhrase(text, False))
        query.text += f" {text} "
    else:
        query.text += f" {match[0]}"


def _decoded(text: str) -> str:
    """What an address stands for; nothing is changed in one with a percent sign of its own."""
    if _CODE.search(text):
        return text
    try:
        return cleaned(unquote(text, errors="strict"))
    except UnicodeDecodeError:
        return text


def _dois(found: str) -> list[str]:
    """A DOI with what addresses and sentences add to it, then without."""
    bare = re.sub(r"[.,;:)\]}'>]+$", "", found)
    return [found, bare, re.sub(r"(?:\.pdf|/(?:full|abstract|pdf|epdf|html|meta))+$", "", bare)]


def tidy(address: str) -> str:
    """Return an address without what does not change where it leads; nothing of what is none."""
    match = _ADDRESS.match(address)
    if not match:
        return ""
    path, _, asked = match[1].partition("#")[0].partition("?")
    kept = [part for part in asked.partition("?")[0].split("&") if part and not _TRACKING.match(part)]
    bare = re.sub(r"\.pdf$", "", re.sub(r"/(?:index\.html?)?$", "", path))
    return f"{re.sub(r'/pdf$', '/forum', bare)}?{'&'.join(kept)}" if kept else bare


def identifiers(pasted: str, pages: str = "") -> list[str]:
    """Return the forms in which a document may be known of which a pasted text is one, likeliest first.

    The end of an address has a slash before it, since a DOI may end in the same.

    Args:
        pasted: what was pasted.
        pages: how the addresses of pages of documents begin, such as ``recipes/``: each is known by this and its name.
    """
    text = re.sub(r"""^[<("'\[]+|[>)"'\],;.]+$""", "", _decoded(pasted.strip().lower()))
    found: list[str] = []
    doi = _DOI.search(text)
    if doi:
        found += _dois(doi[0])
    arxiv = _ARXIV.search(text) if not doi or doi[0].startswith("10.48550/") else None
    if arxiv:
        found.append(arxiv[1])
    own = re.search(rf"(?:^|/){re.escape(pages)}([\w-]+)\.(?:html|md)", text, re.ASCII) if pages else None
    if own:
        found.append(pages + own[1])
    address = tidy(text)
    if "/" in address:
        found += [address, address[address.rindex("/") :]]
    return found


def is_identifier(pasted: str) -> bool:
    """Return whether a text is an identifier and nothing else, so that its words need not be looked for.

    Args:
        pasted: what was pasted.
    """
    text = pasted.strip().lower()
    if re.fullmatch(r"https?://\S+", text):
        return True
    bare = _BEHIND.sub("", _BEFORE.sub("", text))
    found = (_ARXIV.match(bare), _DOI.match(bare))
    return any(one is not None and one.end() == len(bare) for one in found)


def _is_name(word: str) -> bool:
    return word[0].isalpha() and all(sign.isalpha() or sign in "'’-" or category(sign)[0] == "M" for sign in word)


def citation(text: str) -> QueryCitation | None:
    """Return what a text cites: names and a year (``Lovelace et al. (1843)``, ``lovelace1843``), or ``et al.``.

    Args:
        text: the words of a query.

    Returns:
        What it cites, or nothing where it cites none.
    """
    bare = _CITED.sub(" ", text)
    several = bare != text
    spaced = _GLUED.sub(r"\1 \2 \3", bare.strip())
    words = [word for word in re.sub(r"[(),;&]|\.(?=\s|$)", " ", spaced).split() if word != "and"]
    place = next((n for n, word in enumerate(words) if _YEAR.match(word)), -1)
    names = words if place < 0 else words[:place]
    named = 0 < len(names) <= _MOST_NAMES and all(map(_is_name, names))
    if not named or (place < 0 and not several):
        return None
    return QueryCitation(" ".join(words), names, words[place] if place >= 0 else "")
