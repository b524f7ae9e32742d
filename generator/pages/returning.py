"""The pages for readers who come back or go: the reading list, and what can be taken along."""

import json

from generator.pages.renderer import Renderer


def returning_pages(renderer: Renderer) -> dict[str, str]:
    """Render the page of the reading list and that of downloads."""
    aliases = {alias: paper.key for paper in renderer.survey.papers for alias in paper.aliases}
    return {
        "reading-list.md": renderer.page("reading-list.md.j2", aliases=json.dumps(aliases)),
        "download.md": renderer.page("download.md.j2"),
    }
