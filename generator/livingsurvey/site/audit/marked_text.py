"""A text in which the sentences of claims are marked."""

import itertools
from collections.abc import Mapping
from typing import NamedTuple


class MarkedPiece(NamedTuple):
    """A piece of a text: ``claims`` are the numbers of those that quote it, ``ends`` of those whose quotation ends."""

    text: str
    claims: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[str, str, str]:
        """The space before the text, the text, and the space after it: marks are around text only."""
        bare = self.text.strip()
        start = self.text.find(bare) if bare else len(self.text)
        return self.text[:start], bare, self.text[start + len(bare) :]


def marked(line: str, quotes: Mapping[int, str]) -> list[MarkedPiece]:
    """A line in pieces which are the line when they are joined; quotations may overlap.

    Args:
        line: of a text.
        quotes: what each claim quotes, by its number; the first place where it is counts.
    """
    found = {n: line.find(quote) for n, quote in quotes.items() if quote}
    spans = {n: (start, start + len(quotes[n])) for n, start in found.items() if start >= 0}
    edges = sorted({0, len(line), *(edge for span in spans.values() for edge in span)})
    return [
        MarkedPiece(
            line[start:end],
            tuple(n for n, (first, last) in spans.items() if first <= start and end <= last),
            tuple(n for n, (_, last) in spans.items() if end == last),
        )
        for start, end in itertools.pairwise(edges)
    ]


def excerpt(pieces: list[MarkedPiece]) -> list[MarkedPiece]:
    """Only the pieces that claims quote, with an ellipsis for what is left out; none where no claim quotes any."""
    if not any(piece.claims for piece in pieces):
        return []
    kept = [piece if piece.claims or not piece.text.strip() else MarkedPiece(" … ") for piece in pieces]
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept
