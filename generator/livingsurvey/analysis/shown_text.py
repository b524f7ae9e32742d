"""How a piece of a paper's abstract is shown."""

from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.typeset import typeset
from livingsurvey.model import Paper
from livingsurvey.model.markup import Inline


def shown_text(paper: Paper, text: str) -> Inline:
    """Render a text of the paper: as LaTeX where it is the published one, else as a capture has it."""
    return typeset_latex(text) if paper.published_abstract else typeset(text)
