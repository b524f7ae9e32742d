"""The page of screening and the files that it needs: from the theme, or from what the survey puts in their place."""

from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound

from livingsurvey.model.errors import SurveyError
from livingsurvey.site.messages import PATH as MESSAGES
from livingsurvey.site.messages import Messages, export_messages, survey_messages
from livingsurvey.store.theme_files import theme_folders

#: The types of what is served, by the end of the name. Nothing else is.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_ASSETS = "assets"
_LONGEST_NAME = 255  # bytes of what a file system has


class PageMissingError(SurveyError):
    """The theme has no page of screening, or it cannot be rendered; the message says why."""


class PageFiles:
    """The files of the page.

    Args:
        root: the survey's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def page(self, token: str, name: str, reader: str) -> bytes:
        """The page of screening.

        Args:
            token: without which nothing can be changed.
            name: of the survey.
            reader: who screens, unless they say otherwise.

        Raises:
            PageMissingError: when the theme has no such page, or it cannot be rendered.
        """
        messages = survey_messages(self._root)
        try:
            template = self._templates.get_template("screen.html")
            text = template.render(token=token, reader=reader, config=_settings(name, messages))
        except (TemplateError, TemplateNotFound, OSError) as error:
            raise PageMissingError(f"The page cannot be shown: {error}.") from error
        return text.encode()

    @cached_property
    def _templates(self) -> Environment:
        folders = [str(folder) for folder in theme_folders(self._root) if folder.is_dir()]
        return Environment(loader=FileSystemLoader(folders), autoescape=True)

    def asset(self, path: str) -> tuple[bytes, str] | None:
        """A file below ``assets`` and its type; ``None`` where there is none, or it is none to be served.

        Args:
            path: of the address, such as ``/assets/js/screen.js``.
        """
        parts = PurePosixPath(path.lstrip("/")).parts
        kind = TYPES.get(PurePosixPath(path).suffix)
        if parts[:1] != (_ASSETS,) or ".." in parts or "\\" in path or not path.isprintable() or kind is None:
            return None
        if max(len(part.encode("utf-8", "replace")) for part in parts) > _LONGEST_NAME:
            return None
        if "/".join(parts) == MESSAGES:
            return export_messages(survey_messages(self._root))[MESSAGES], kind
        for folder in theme_folders(self._root):
            file = folder.joinpath(*parts)
            if file.is_file() and file.resolve().is_relative_to((folder / _ASSETS).resolve()):
                return file.read_bytes(), kind
        return None


def _settings(name: str, messages: Messages) -> dict[str, Any]:
    """What the theme's templates ask of MkDocs' settings."""
    return {"site_name": name, "theme": {"language": messages.language}, "extra": {"messages": messages.texts}}
