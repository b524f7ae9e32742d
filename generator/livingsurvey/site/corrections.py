"""Where readers correct what a page says, for the front matter of pages made from one file of content."""

from livingsurvey.site.renderer import Renderer


def corrections(renderer: Renderer, path: str, key: str, title: str) -> dict[str, str]:
    """What the theme's ``partials/correct.html`` shows.

    Args:
        renderer: of the survey.
        path: the file below the survey's root.
        key: of the paper or topic, for the form.
        title: of its page, for the form.
    """
    known = renderer.links.corrections(path, key, title)
    explained = any(page.key == "about" for page in renderer.survey.pages)
    return {name: text for name, text in known.items() if text} | ({"help": "../about.html"} if explained else {})
