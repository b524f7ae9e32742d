"""The pages at former addresses of papers, which lead on to the present ones."""

from livingsurvey.model import Paper, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.renderer import Renderer


def moved_pages(renderer: Renderer) -> dict[str, str]:
    """Render a page for each former key that no other paper bears."""
    survey = renderer.survey
    former = {alias: paper for paper in survey.papers for alias in paper.aliases if alias not in survey.paper}
    return {paths.paper_source(alias): _moved(renderer, paper) for alias, paper in former.items()}


def _moved(renderer: Renderer, paper: Paper) -> str:
    title = plain_text(renderer.analysis.title[paper.key])
    return renderer.page("redirects/moved.md.j2", title=title, target=f"{paper.key}.html")
