"""The audit of a paper's numbers: figure, claim, sentence, place in the abstract, lines of the capture, readings."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from livingsurvey.model import CapturedRecord, Claim, Paper
from livingsurvey.model.markup import Inline, plain_text
from livingsurvey.site import words
from livingsurvey.site.audit.marked_text import MarkedPiece, excerpt, marked
from livingsurvey.site.audit.read_values import ReadAlike, ReadValue, read_alike, read_values
from livingsurvey.site.renderer import Renderer

#: By the kind of a text: the messages that are its heading, and that lead to it.
_WORDS = {
    "captured": ("audit.text.captured", "audit.marked_in.captured"),
    "abstract": ("audit.text.abstract", "audit.marked_in.abstract"),
    "published": ("audit.text.published", "audit.marked_in.published"),
}


class AuditedLine(NamedTuple):
    """A line of a text: its number, 0 where it has none, and what is shown of it.

    A line that is the abstract which the page has ``above`` is not there again: only what claims quote of it.
    """

    number: int
    pieces: list[MarkedPiece]
    above: bool = False


class AuditedText(NamedTuple):
    """A text that numbers are followed to: ``kind`` says which, ``file`` where it is.

    ``kind`` is ``captured`` (the lines of a record), ``abstract`` (of the paper's file) or ``published``. ``line`` is
    where it begins in the file, 0 where that is not known.
    """

    kind: str
    file: str
    line: int
    lines: list[AuditedLine]

    def line_of(self, claim: int) -> int | None:
        """The number of the line in which the sentence of a claim is; ``None`` where it is in none."""
        found = (line.number for line in self.lines for piece in line.pieces if claim in piece.ends)
        return next(found, None)


class AuditedClaim(NamedTuple):
    """The chain of one number; ``text`` is where its sentence is marked, ``line`` the line there."""

    number: int
    claim: Claim
    as_data: str
    start: int
    end: int
    length: int
    text: AuditedText | None
    line: int
    readings: tuple[list[ReadAlike], list[ReadValue]]


def audit_of(renderer: Renderer, paper: Paper) -> dict[str, Any]:
    """What the template of a paper's audit is given: nothing where the paper has no number and nobody's reading.

    Returns:
        ``claims`` with their chains, the ``texts`` in which their sentences are marked, the ``records`` in captures,
        and the ``readings`` of the paper itself; ``words`` are the messages about each kind of text.
    """
    settlements = renderer.analysis.settlements.get(paper.key, ())
    if not paper.claims and not settlements:
        return {}
    records = renderer.survey.captured.get(paper.key, ())
    texts = list(_texts(paper, records, renderer.analysis.abstract[paper.key]))
    of_claim = {n: [one for one in settlements if one.claim == n] for n in range(len(paper.claims) + 1)}
    return {
        "claims": [
            _claim(paper, n, claim, texts)._replace(readings=read_alike(read_values(renderer, of_claim[n])))
            for n, claim in enumerate(paper.claims, start=1)
        ],
        "texts": texts,
        "records": records,
        "readings": read_alike(read_values(renderer, of_claim[0])),
        "words": _WORDS,
    }


def _texts(paper: Paper, records: Iterable[CapturedRecord], shown: Inline) -> Iterable[AuditedText]:
    """The texts to compare: the record as captured, else the abstract, and the published one where that is quoted."""
    quotes = {n: claim.quote for n, claim in enumerate(paper.claims, start=1)}
    captured = {n: quote for n, quote in quotes.items() if quote in paper.abstract}
    record = _record(paper, records)
    in_record = bool(record) and _states(record, paper.abstract)
    above = _said_above(paper.abstract, shown)
    if captured and not in_record:
        yield _text("abstract", paper.path, 0, paper.abstract.splitlines(), captured, above)
    if record:
        yield _text("captured", record.file, record.line, record.lines, captured if in_record else {}, above)
    published = {n: quote for n, quote in quotes.items() if n not in captured}
    if paper.published_abstract and published:
        above = _said_above(paper.published_abstract, shown)
        text = _text("published", *_published_in(paper), paper.published_abstract.splitlines(), published, above)
        yield text._replace(lines=[line._replace(number=0) for line in text.lines])


def _said_above(abstract: str, shown: Inline) -> set[str]:
    """The lines of an abstract, where the one that the page shows has the same letters and digits; else none."""
    same = bool(abstract) and _letters(abstract) == _letters(plain_text(shown))
    return {line.strip() for line in abstract.splitlines()} if same else set()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _record(paper: Paper, records: Iterable[CapturedRecord]) -> CapturedRecord | None:
    """The record to show: one that has the abstract word for word, else the first that is made of lines."""
    shown = [record for record in records if record.lines]
    return next((record for record in shown if _states(record, paper.abstract)), next(iter(shown), None))


def _states(record: CapturedRecord | None, abstract: str) -> bool:
    return record is not None and bool(abstract) and any(abstract in line for line in record.lines)


def _published_in(paper: Paper) -> tuple[str, int]:
    """The file and the line, or the address, that states the published abstract; else the paper's own file."""
    origin = paper.provenance.get("published_abstract")
    if origin is None or not (origin.file or origin.url):
        return paper.path, 0
    return (f"content/facts/{origin.file}", origin.line or 0) if origin.file else (origin.url or "", 0)


def _text(
    kind: str, file: str, first: int, lines: Iterable[str], quotes: Mapping[int, str], above: set[str]
) -> AuditedText:
    """A text with its sentences marked, each in the first line that has it."""
    left, made = dict(quotes), []
    for n, line in enumerate(lines):
        here = {number: quote for number, quote in left.items() if quote in line}
        left = {number: quote for number, quote in left.items() if number not in here}
        if line.strip():
            pieces, again = marked(line, here), line.strip() in above
            made.append(AuditedLine(first + n if first else 0, excerpt(pieces) if again else pieces, again))
    return AuditedText(kind, file, first, made)


def _claim(paper: Paper, number: int, claim: Claim, texts: Iterable[AuditedText]) -> AuditedClaim:
    """The chain of a number, without readings. Characters count from 1."""
    abstract = paper.abstract if claim.quote in paper.abstract else paper.published_abstract or ""
    start = abstract.find(claim.quote) + 1
    marked_in = next((text for text in texts if text.line_of(number) is not None), None)
    line = (marked_in.line_of(number) or marked_in.line) if marked_in else 0
    end = start + len(claim.quote) - 1 if start else 0
    return AuditedClaim(number, claim, _as_data(claim), start, end, len(abstract), marked_in, line, ([], []))


def _as_data(claim: Claim) -> str:
    """The figure as the file states it: ``factor 1.8–2.5 ×, up to``."""
    change = claim.change
    ends = "–".join(words.number(end) for end in (change.low, change.value) if end is not None)
    return ", ".join(filter(None, (f"{change.form} {ends} {change.unit}", change.bound)))
