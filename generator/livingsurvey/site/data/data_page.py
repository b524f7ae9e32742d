"""The page about the data: every file that other programs read, its fields, its licence, how to cite it."""

from collections.abc import Iterable
from functools import partial

from livingsurvey.model.licences import licence_of
from livingsurvey.site.data.data_files import data_files
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from pydantic import BaseModel


def data_pages(renderer: Renderer) -> Pages:
    """The page about the data."""
    return {"data/index.md": partial(_page, renderer)}


def _page(renderer: Renderer) -> Page:
    settings, t = renderer.survey.settings, renderer.messages.t
    files = data_files(renderer.survey.fields)
    models = dict.fromkeys(model for file in files for model in file.models)
    shown = {"files": files, "models": _described(models), "licence": licence_of(settings.licence)}
    meta = {
        "title": t("data.title"),
        "description": t("data.description"),
        "page_template": "text.html",
        "page_kind": "data",
        "trail": [PageLink(t("trail.home"), "index.html").data()],
    }
    return Page(meta, renderer.markdown("data/data.md.j2", **shown))


def _described(models: Iterable[type[BaseModel]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """For each model what it is called, what it is, and what each field of it means."""
    return [
        (
            model.__name__.removesuffix("Data"),
            " ".join((model.__doc__ or "").replace("``", "").split()),
            [(name, field.description or "") for name, field in model.model_fields.items()],
        )
        for model in models
    ]
