"""The pages for readers who come back or go: the reading list, and what can be taken along."""

import json

from livingsurvey.site.renderer import Renderer


def returning_pages(renderer: Renderer) -> dict[str, str]:
    """Render the page of the reading list and that of downloads."""
    aliases = {alias: paper.key for paper in renderer.survey.papers for alias in paper.aliases}
    return {
        "reading-list.md": renderer.page("reader/reading-list.md.j2", aliases=json.dumps(aliases)),
        "download.md": renderer.page("reader/download.md.j2"),
    }
