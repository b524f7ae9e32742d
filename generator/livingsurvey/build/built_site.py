"""The built site: where it is, whether it is still that of its sources, and what it offers for download."""

import re
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from livingsurvey.build.mkdocs_site import settings_of
from livingsurvey.build.stamps import SITE_STAMP, read_stamp
from livingsurvey.model.identity import derive_key
from livingsurvey.store.files import write_atomically

#: The page that offers the downloads.
OFFERS = "download.html"
_CHANGED = re.compile(r'data-new="(\d{4}-\d\d-\d\d)"')


@dataclass(frozen=True, slots=True)
class Built:
    """A site: its folder, whether it is there or not, and its name."""

    folder: Path
    name: str

    @property
    def slug(self) -> str:
        """The name as a file may be called."""
        try:
            return derive_key(self.name, ())
        except ValueError:  # no letter in it has a Latin form
            return "survey"

    @property
    def changed(self) -> date | None:
        """When its content last changed, as its first page says; ``None`` where that is not known."""
        found = _CHANGED.search((self.folder / "index.html").read_text("utf-8"))
        return date.fromisoformat(found[1]) if found else None

    def is_current(self, root: Path) -> bool:
        """Return whether the site is there, and nothing that it was built from has changed since."""
        return (self.folder / "index.html").is_file() and read_stamp(root, SITE_STAMP) is not None


def built_site(root: Path) -> Built:
    """Look up where ``mkdocs.yml`` puts the site.

    Raises:
        BuildError: when ``mkdocs.yml`` cannot be used.
    """
    settings = settings_of(root)
    return Built(Path(settings.site_dir), settings.site_name)


def offer(page: str, what: str, html: str) -> str:
    """Put what is offered (``zip``, ``pdf``) in its place on the page of downloads."""
    place = re.compile(rf'(<p class="offer" data-offer="{what}">).*?(</p>)', re.DOTALL)
    return place.sub(lambda found: f"{found[1]}{html}{found[2]}", page)


def offer_file(site: Path, file: Path, what: str, text: str, hint: str = "") -> None:
    """Let the site offer a file that has been put into it; a site without such a page offers nothing."""
    page = site / OFFERS
    if file.parent != site or not page.is_file():
        return
    link = (
        f'<a href="{escape(file.name)}" download>{escape(text)}</a> ({size_text(file.stat().st_size)}). {escape(hint)}'
    )
    write_atomically(page, offer(page.read_text("utf-8"), what, link.strip()).encode())


def size_text(size: int) -> str:
    """A size in bytes as people say it: ``9.1 MB``."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} KB"
