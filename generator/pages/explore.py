"""The page over all papers: search, filters, list and table. What it shows is made in the browser."""

from generator.pages.renderer import Renderer

#: In the order in which they are loaded: `take`, which makes files of papers, before what offers it.
_PARTS = ("-state", "-filter", "-list", "-rows", "-facets", "-take", "")
SCRIPTS = ["take", "reading", *(f"explore{part}" for part in _PARTS)]


def explore_pages(renderer: Renderer) -> dict[str, str]:
    """Render the page."""
    return {"explore.md": renderer.page("explore.md.j2", scripts=SCRIPTS)}
