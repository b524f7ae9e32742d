"""The generated Markdown, built by other programs than ours: MkDocs alone, its fork ProperDocs, and Zensical.

``python -m tests.other_generators`` builds that of the whole survey with Zensical and with MkDocs, after
``survey build``, and says which pages differ.
"""

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from livingsurvey.store.theme_files import THEME
from mkdocs.utils.meta import get_data

from tests.builders import REPOSITORY

#: Below the survey's root: the settings of each program, next to the Markdown, and what it builds.
FOLDER = Path("build")
_SETTINGS = "INHERIT: ../mkdocs.yml\ndocs_dir: docs\nplugins: []\nwatch: []\nsite_dir: {}\n"
_CUSTOM = f"theme:\n  custom_dir: {THEME}\n"  # Zensical finds no theme by its name
_ARTICLE = re.compile("<article.*?</article>", re.DOTALL)
_NO_TEXT = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.DOTALL)


def build_plainly(root: Path, program: str) -> Path:
    """Build the generated Markdown of a survey without our plugin.

    Args:
        root: the survey's folder; its pages are generated.
        program: ``mkdocs``, ``properdocs`` or ``zensical``.

    Returns:
        The folder of the site.
    """
    settings = root / FOLDER / f"{program}.yml"
    settings.write_text(_SETTINGS.format(f"by-{program}") + (_CUSTOM if program == "zensical" else ""))
    quiet = () if program == "zensical" else ("--quiet",)
    command = [sys.executable, "-m", program, "build", *quiet, "--config-file", settings.name]
    done = subprocess.run(command, cwd=settings.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return settings.parent / f"by-{program}"


def differences(docs: Path, site: Path, other: Path) -> Iterator[str]:
    """Compare what readers get of two sites of the same Markdown.

    Args:
        docs: the Markdown.
        site: the one site.
        other: the other one.

    Yields:
        A line for each page that is missing, lacks its title, or has another text than in the first site.
    """
    for source in sorted(docs.rglob("*.md")):
        path = source.relative_to(docs).with_suffix(".html")
        title = str(get_data(source.read_text())[1]["title"])
        if not (other / path).is_file():
            yield f"{path} is missing"
            continue
        page = (other / path).read_text()
        if not _title(page).startswith(title):
            yield f"{path} has the title {_title(page)!r} in place of {title!r}"
        if _text(page) != _text((site / path).read_text()):
            yield f"{path} has another text"


def _title(page: str) -> str:
    found = re.search("<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def _text(page: str) -> list[str]:
    """The words of a page's article, which there must be."""
    found = _ARTICLE.search(page)
    return html.unescape(_NO_TEXT.sub(" ", found[0])).split() if found else [page]


def main(root: Path = REPOSITORY) -> str | None:
    """Build the survey's Markdown with MkDocs and Zensical; return what differs, if anything does."""
    found = list(differences(root / "build/docs", *(build_plainly(root, name) for name in ("mkdocs", "zensical"))))
    return "\n".join(found) or None


if __name__ == "__main__":
    sys.exit(main())
