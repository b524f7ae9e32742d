"""Where sentences end: in prose that curators write, and in abstracts."""

import re
from collections.abc import Iterator

#: The space behind a sentence of prose; the next one may begin with a citation, emphasis or a link.
PROSE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[*@\ufffc])")
_ABSTRACT_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9$\\(\[“‘'\"])")


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
