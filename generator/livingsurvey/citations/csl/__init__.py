"""Citations in words, by styles of the Citation Style Language 1.0.2: of one work, as plain text."""

from livingsurvey.citations.csl.style import Style, load_style

__all__ = ["Style", "load_style"]
