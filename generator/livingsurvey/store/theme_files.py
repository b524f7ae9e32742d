"""Where the theme's files are: in the survey's own ``overrides/`` first, then in the package."""

from importlib.resources import files
from pathlib import Path

#: The folder of the theme: templates, styles, scripts, fonts and messages.
THEME = Path(str(files("livingsurvey.theme")))
#: Below a survey's root: what replaces files of the theme one by one.
OVERRIDES = "overrides"


def theme_folders(root: Path) -> tuple[Path, ...]:
    """The folders that may have a file of the theme, in the order in which they are asked."""
    return root / OVERRIDES, THEME


def theme_file(root: Path, path: str) -> Path:
    """A file of the theme by its path: the survey's own if there is one, else the package's."""
    own = root / OVERRIDES / path
    return own if own.is_file() else THEME / path
