"""What a paper's abstract says of other papers, and theirs of it."""

from collections.abc import Iterator

from livingsurvey.analysis.relations import ShownRelation
from livingsurvey.model import Paper
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer


def paper_relations(renderer: Renderer, paper: Paper) -> Iterator[tuple[str, PageLink, ShownRelation]]:
    """The relations of a paper that curators have read: how it is related, to which paper, and in which words."""
    for one in renderer.analysis.relations.get(paper.key, ()):
        if one.kind != "names":
            way, other = ("of", one.to) if one.source == paper.key else ("by", one.source)
            yield renderer.messages.t(f"relation.{way}.{one.kind}"), renderer.page_links.paper(other), one
