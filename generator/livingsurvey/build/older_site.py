"""The site before the last one, kept to be brought up to date: it lacks little, and nobody sees it meanwhile."""

from contextlib import suppress
from pathlib import Path

from livingsurvey.build.site_record import SiteRecord, intact, paths_below, read_record, write_record
from livingsurvey.store.files import remove

_SITE, _RECORD = "site", "record.json"


def take_older(kept: Path, new: Path) -> SiteRecord:
    """Move the kept site to where a new one is made, and return the record of what is intact in it.

    Whatever nothing vouches for is removed. Where there is none, or it cannot be moved, the record is empty.

    Args:
        kept: the folder in which it is kept.
        new: the new site, which is not there yet.
    """
    record = read_record(kept / _RECORD)
    if not _is_folder(kept) or not _is_folder(kept / _SITE):  # nobody knows whose it is
        return SiteRecord()
    try:
        (kept / _RECORD).unlink()  # from now on it is no site of any record
        (kept / _SITE).rename(new)
    except OSError:
        return SiteRecord()
    found = intact(new, record.files)
    for path in [path for path in paths_below(new) if path not in found]:
        (new / path).unlink()
    return SiteRecord(found)


def keep_older(old: Path, kept: Path, record: SiteRecord) -> None:
    """Keep a site that was replaced; where that cannot be done, it is not kept.

    Args:
        old: the site.
        kept: the folder in which it is kept.
        record: what is intact in it.
    """
    with suppress(OSError):
        remove(kept)
        if _is_folder(old):
            kept.mkdir(parents=True)
            old.rename(kept / _SITE)
            write_record(kept / _RECORD, SiteRecord(record.files))


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder, and no link to one."""
    return path.is_dir() and not path.is_symlink()
