"""Reading identifiers and addresses in the forms in which people paste them."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote, unquote, urlsplit

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|eess"
    "|econ|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics"
    "|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
_OLD = rf"(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/{_MONTH}\d{{3}}"
_ID = rf"(?P<id>{_MONTH}\.\d{{4,5}}|{_OLD})(?:v\d+)?(?!\d)"
_ARXIV_HOST = r"(?:https?://)?(?:(?:www|export|de|cn|fr)\.)?(?:arxiv\.org|xxx\.lanl\.gov)/(?:abs|pdf|html|ps|format)/"
_CLASS = r"(?:\s*\[[a-z-]+(?:\.[A-Za-z-]+)?\])?"
_ARXIV = re.compile(
    rf"\[?(?:{_ARXIV_HOST}|(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.|(?:arxiv|e-?print)[:.]?\s*)?"
    rf"{_ID}(?:\.pdf)?/?(?:[?#]\S*)?{_CLASS}[\].,;]*",
    re.IGNORECASE,
)
_ARXIV_WITHIN = re.compile(
    rf"(?:arxiv(?:\s+(?:e-?prints?|preprints?))?\s*[:.,]?\s*(?:arxiv[:.])?\s*|{_ARXIV_HOST}|\babs/|(?<![\w./-])(?={_OLD}))"
    rf"{_CLASS}\s*{_ID}",
    re.IGNORECASE,
)
_IN_VENUE = re.compile(rf"[\[(]\s?arxiv\s?:?\s?{_ID}{_CLASS}\s?[\])]", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"]+")
_DOI_PREFIX = re.compile(
    r"\A(?:https?://)?(?:[\w.-]*\bdoi[.-]org\b[\w.-]*)/(?:doi[:/]?)?\s*|\A(?:doi(?:\.org)?\s*[:/]?\s*)+", re.IGNORECASE
)
_DOI_WITHIN = re.compile(r"(?:\bdoi[:\s]+|doi\.org/)(?P<doi>10\.\d{4,9}(?:\.\d+)*/[^\s\"]+)", re.IGNORECASE)
# Looked at from its beginning only: of a million commas, each would else be followed to the last one.
_BETWEEN_DOIS = re.compile(r"(?:(?<![\s,;])[\s,;]++(?=https?://|doi|10\.\d{4})|\s+)")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_LONGEST_ENDING = 10  # signs
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")
_LABELS = {"openreview.net": "OpenReview", "aclanthology.org": "ACL Anthology", "huggingface.co": "Hugging Face"}
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}|^]+")
_LATEX_SIGNS = {
    "textasciitilde": "~",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "slash": "/",
    "sim": "~",
    "lt": "<",
    "gt": ">",
    "textendash": "-",
    "allowbreak": "",
    "linebreak": "",
    "newline": "",
    "break": "",
    "penalty": "",
}
_LATEX_SIGN = re.compile(rf"\$?\\({'|'.join(_LATEX_SIGNS)})(?![A-Za-z])(?:\{{\}}|\s+(?=[^\s]))?\$?")
_LATEX_WRAPPED = re.compile(r"\\(?:url|nolinkurl|path|texttt|href|detokenize|doi|string)(?![A-Za-z])\s*")


def unescaped(latex: str) -> str:
    """An address or identifier without the LaTeX that bibliographies write it in (``\\_``, ``\\~{}``, ``\\url``)."""
    if not re.search(r"[\\{}$]", latex):
        return latex
    text = _LATEX_WRAPPED.sub("", _LATEX_SIGN.sub(lambda sign: _LATEX_SIGNS[sign[1]], latex))
    text = re.sub(r"\$([<>~])\$", r"\1", text)
    text = re.sub(r"\\[~^]\{ ?\}", lambda mark: mark[0][1], text)
    text = re.sub(r"\\([-/])", lambda mark: "" if mark[1] == "-" else mark[1], text)
    text = re.sub(r"(?<!\\)[{}]", " " if re.search(r"\}\s*\{", text) else "", text)
    return re.sub(r"\\(?=[^A-Za-z0-9\s])", "", text)


def arxiv_id(text: str) -> str | None:
    """The arXiv id that a text is: bare or with ``arXiv:``, with a version, as an address or as arXiv's own DOI."""
    match = _ARXIV.fullmatch(unquote(text.strip()))
    return _proper(match["id"]) if match else None


def arxiv_within(text: str) -> str | None:
    """The arXiv id that a text such as a journal's name contains: ``arXiv preprint arXiv:2401.01234``."""
    match = _ARXIV_WITHIN.search(text)
    return _proper(match["id"]) if match else None


def _proper(identifier: str) -> str:
    archive, slash, number = identifier.partition("/")
    name, dot, subject = archive.partition(".")
    return f"{name.lower()}{dot}{subject.upper()}/{number}" if slash else identifier


def doi(text: str) -> str | None:
    """The DOI that a text is, in any of its forms, without resolver; of several the first."""
    return next(iter(dois(text)), None)


def dois(text: str) -> list[str]:
    """The DOIs that a text consists of, without resolver; none if there is anything else in it."""
    words = _BETWEEN_DOIS.split(unescape(text).strip())
    found = [_one_doi(word) for word in words if word.strip(".,;") and not re.fullmatch(r"(?i)doi[:.]?", word)]
    return [identifier for identifier in found if identifier] if all(found) else []


def doi_within(text: str) -> str | None:
    """The DOI that a text contains behind ``doi:`` or the resolver's address."""
    match = _DOI_WITHIN.search(unescape(text))
    return _one_doi(match["doi"]) if match else None


def _one_doi(text: str) -> str | None:
    bare = _DOI_PREFIX.sub("", text.strip("<[({\"'"))
    if re.match(r"(?i)https?://", text.strip("<[({\"'")):
        bare = re.split(r"[?#]", bare)[0].rstrip("/")
    bare = _unquoted(bare) if _ESCAPED.search(bare) else bare
    if bare.endswith("/") or not _DOI.fullmatch(bare := _without_ending(bare)):
        return None
    return bare


def _unquoted(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:  # a percent sign of its own
        return text


def _without_ending(text: str) -> str:
    """A text without the stops and unpaired brackets that a sentence leaves behind it."""
    if re.search(r"CO;2-.\Z", text):  # the last sign of an SICI is its own, whatever it is
        return text
    for _ in range(_LONGEST_ENDING):
        if not text or (text[-1] not in ".,;:'\"" and not _is_unpaired(text)):
            break
        text = text[:-1]
    return text


def _is_unpaired(text: str) -> bool:
    opening = _PAIRS.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def identifiers(given: str) -> dict[str, str]:
    """What a text in a field for DOIs states: a ``doi``, or an ``arxiv`` id; else the text, to be refused as a DOI."""
    given = given.strip()
    if found := arxiv_id(given):
        return {"arxiv": found}
    return {"doi": doi(given) or given} if given else {}


def venue_facts(venue: str, elsewhere: str = "") -> dict[str, str]:
    """The ``venue``, unless it only names arXiv, and the ``arxiv`` id that it contains, or a text ``elsewhere``.

    Args:
        venue: as an entry names it.
        elsewhere: another text that may contain the id.
    """
    found = arxiv_within(venue) or arxiv_within(elsewhere)
    venue = _IN_VENUE.sub("", venue).rstrip(" ,;") if found else venue
    of_its_own = venue and not arxiv_id(venue) and not re.match(r"(?:arxiv|corr)\b", venue, re.IGNORECASE)
    return ({"arxiv": found} if found else {}) | ({"venue": venue} if of_its_own else {})


def from_address(address: str) -> dict[str, Any]:
    """What an address states about a paper: an arXiv id, a DOI, code, or merely a page."""
    address = tidy_address(address)
    if identifier := arxiv_id(address):
        return {"arxiv": identifier}
    host = _host(address)
    if host.endswith("doi.org") and (identifier := doi(address)):
        return {"doi": identifier}
    if host in _CODE_HOSTS and address.count("/") >= 4:
        return {"code": [address]}
    return {"links": [{"label": _LABELS.get(host, host), "url": address}]} if host else {}


def _host(address: str) -> str:
    """The host of an address; of one with half a host (``http://[``) all of it, so that it is refused, and reported."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    except ValueError:
        return address


def tidy_address(text: str) -> str:
    """The first web address in a text, without what a sentence leaves behind it; nothing where there is none."""
    found = _ADDRESS.search(unescape(text) if "&" in text else text)
    return _without_ending(found[0]) if found else ""


def whole_address(text: str) -> str:
    """A text that is one web address as such, signs that none can contain written as percent codes."""
    text = text.strip().strip("<>")
    if not re.match(r"(?i)https?://\S+\Z", text):
        return tidy_address(text)
    return quote(unescape(text), safe="!#$%&()*+,/:;=?@[]~", errors="replace")


def facts_of(addresses: list[str]) -> dict[str, Any]:
    """What several addresses state together; of several identifiers of a kind the first counts."""
    facts: dict[str, Any] = {}
    for address in addresses:
        for name, value in from_address(address).items():
            if isinstance(value, list):
                facts.setdefault(name, []).extend(item for item in value if item not in facts.get(name, []))
            else:
                facts.setdefault(name, value)
    return facts
