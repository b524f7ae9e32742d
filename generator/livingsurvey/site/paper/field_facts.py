"""The fields of a paper that its page shows beside the text."""

from typing import Any, NamedTuple

from livingsurvey.model import Paper
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

#: Until the survey's table of fields says which there are.
_SHOWN = ("benchmarks", "models", "methods")


class FieldFact(NamedTuple):
    """A field: its label, and its values with the pages they lead to."""

    label: str
    links: list[PageLink]

    def data(self) -> dict[str, Any]:
        """The field in front matter."""
        return {"label": self.label, "links": [link.data() for link in self.links]}


def field_facts(renderer: Renderer, paper: Paper) -> list[FieldFact]:
    """The fields of a paper that have a value, in the order in which they are shown."""
    fields = ((name, getattr(paper, name)) for name in _SHOWN)
    return [
        FieldFact(renderer.messages.t(f"field.{name}"), [renderer.page_links.term(name, value) for value in values])
        for name, values in fields
        if values
    ]
