"""The whole site as one zip that works wherever it is unpacked. Same site, same bytes."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from livingsurvey.build.built_site import OFFERS, Built, offer
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import write_atomically

#: Called with how many of how many files are packed.
Progress = Callable[[int, int], None]

#: Of no use in a folder: pages and maps for servers and search engines, and what debuggers read.
_FOR_SERVERS = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt"})
#: Already compressed.
_STORED = frozenset({".woff2", ".png", ".jpg", ".gz", ".pdf", ".webp"})
_EARLIEST = date(1980, 1, 1)  # a zip knows no date before

_README = """\
{name}

To read it: unpack this folder anywhere and open the file index.html in it with a web browser.
Everything works without a network: pages, search, tables, data. Nothing has to be installed.

The data is in the folder "data". The licence is stated on the page of downloads, download.html.
"""
_INSIDE = "This is the bundle to read offline: the folder you are in."


class PackageError(SurveyError):
    """The site cannot be packed; the message says why."""


def pack(built: Built, target: Path, progress: Progress = lambda done, total: None) -> int:
    """Write the site as a zip to ``target``, in one step; return its size in bytes.

    Raises:
        PackageError: when there is no site, or something in it links out of it.
        OSError: when the zip cannot be written.
    """
    files = _files(built.folder)
    when = max(built.changed or _EARLIEST, _EARLIEST)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _add(archive, f"{built.slug}/README.txt", _README.format(name=built.name).encode(), when)
        for done, path in enumerate(files, 1):
            name = path.relative_to(built.folder).as_posix()
            _add(archive, f"{built.slug}/{name}", _content(path, name), when)
            progress(done, len(files))
    write_atomically(target, buffer.getvalue())
    return len(buffer.getvalue())


def _files(site: Path) -> list[Path]:
    """What goes into the zip, in a fixed order."""
    if not (site / "index.html").is_file():
        raise PackageError(f"{site} holds no site.")
    found = sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix())
    if links := [path for path in found if path.is_symlink()]:
        raise PackageError(f"{links[0]} is a link; what is packed must be in the site itself.")
    return [path for path in found if path.is_file() and _is_wanted(path.relative_to(site))]


def _is_wanted(path: Path) -> bool:
    if any(part.startswith(".") for part in path.parts):
        return False
    # Another zip at the top is this one, packed before.
    return (
        path.as_posix() not in _FOR_SERVERS and path.suffix != ".map" and (len(path.parts) > 1 or path.suffix != ".zip")
    )


def _content(path: Path, name: str) -> bytes:
    data = path.read_bytes()
    return offer(data.decode(), "zip", _INSIDE).encode() if name == OFFERS else data


def _add(archive: zipfile.ZipFile, name: str, data: bytes, when: date) -> None:
    entry = zipfile.ZipInfo(name, (when.year, when.month, when.day, 0, 0, 0))
    entry.create_system = 3  # the same bytes on every system
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _STORED else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=9)
