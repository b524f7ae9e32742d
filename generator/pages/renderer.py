"""What every set of pages renders with: the template environment, and what all templates are given."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

from generator.citing import FORMATS
from generator.insight import Insight
from generator.model import Survey, paths
from generator.model.markup import plain_text
from generator.pages import escape, words
from generator.pages.prose import Cited, Prose


@cache
def _environment() -> Environment:
    """The template environment: whatever a template prints goes through :func:`escape.to_markdown`."""
    environment = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        finalize=escape.to_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_compiled(),
    )
    environment.filters |= {"href": escape.address, "yaml": escape.front_matter, "plain": plain_text}
    environment.globals |= {"words": words, "plural": words.plural, "paths": paths, "formats": FORMATS}
    return environment


def _compiled() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept between builds, if the system has a safe place: compiling takes 0.1 s."""
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


class Renderer:
    """Renders templates of one survey. A set of pages is a function ``(Renderer) -> {path: Markdown}``."""

    def __init__(self, survey: Survey, insight: Insight) -> None:
        self.survey = survey
        self.insight = insight
        self._prose = Prose(self._resolve)
        self._shared = {"survey": survey, "insight": insight, "prose": self._prose.render}

    def page(self, template: str, **context: Any) -> str:
        """Render one template, which also sees ``survey``, ``insight`` and ``prose``."""
        return _environment().get_template(template).render(self._shared | context)

    def _resolve(self, key: str) -> Cited | None:
        paper = self.survey.paper.get(key)
        if paper is None:
            return None
        title = plain_text(self.insight.title[key])
        return Cited(words.citation_label(paper), title, paper.summary or "", paths.paper_url(paper))
