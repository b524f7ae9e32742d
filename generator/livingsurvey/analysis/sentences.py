"""Where sentences end: in prose that curators write, and in abstracts."""

import re
from collections.abc import Iterator

#: The space behind a sentence of prose; the next one may begin with a citation, emphasis or a link.
PROSE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[*@\ufffc])")
_ABSTRACT_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9$\\(\[“‘'\"])")

_LINE = re.compile(r"[^\r\n]+")


def prose_sentences(prose: str) -> Iterator[str]:
    """The sentences of prose, as they are in it, paragraph by paragraph.

    Args:
        prose: Markdown.
    """
    return (sentence for part in prose.split("\n\n") for sentence in PROSE_END.split(part))


def abstract_sentences(abstract: str) -> list[str]:
    """The sentences of an abstract, as they are in it.

    Args:
        abstract: captured or published text; of several paragraphs, give each.
    """
    return _ABSTRACT_END.split(abstract)


_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|cf|al|resp|approx|ca|Fig|Eq|Sec|No|Dr|St|w\.r\.t)|(?<![\w.])[A-Z])\.\Z"
)


def sentence_spans(abstract: str) -> list[tuple[int, int]]:
    """Where each sentence of an abstract begins and ends; none goes over the end of a line, or ends at an abbreviation.

    Args:
        abstract: captured or published text.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(abstract):
        start = line.start()
        for gap in (*_ABSTRACT_END.finditer(abstract, line.start(), line.end()), None):
            end = gap.start() if gap else line.end()
            if gap and _ABBREVIATED.search(abstract, max(start, end - 8), end):
                continue
            text = abstract[start:end]
            first = start + len(text) - len(text.lstrip())
            if text.strip():
                spans.append((first, first + len(text.strip())))
            start = gap.end() if gap else end
    return spans
