"""Building a site by several machines: each makes its share of the pages, and one joins what all have made.

A machine that makes a share leaves a record of it next to those of others. Whoever has the folders of all, laid over
one another, builds as always: what the records know is taken over, and the records of shares go.
"""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from livingsurvey.build.outcome import BuildError
from livingsurvey.build.site_record import ReadList, SiteRecord, read_record, write_record
from livingsurvey.model.digests import Digests

#: Below the survey's root: what is known of the site that was built last, and of the shares since.
RECORD = Path("build/site-record.json")
SHARES = Path("build/shares")
#: Every page; another share takes each so-and-so-many-th.
ALL = slice(None)


def share_of(text: str) -> slice:
    """Return which pages a share has, of all in their order.

    Args:
        text: the number of the share and of all, such as ``1/4``; nothing for all pages.

    Raises:
        BuildError: when it is no such text.
    """
    if not text:
        return ALL
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    number, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= count:
        raise BuildError(f"A share is written as 1/4 and the like, not as «{text}».")
    return slice(number - 1, None, count)


def known_record(root: Path) -> SiteRecord:
    """Read what is known of a site and its shares; where they differ, the files will show what holds."""
    records = [read_record(root / RECORD), *map(read_record, sorted((root / SHARES).glob("*.json")))]
    if len(records) == 1:
        return records[0]
    return _joined(record for record in records if record.made_with == records[-1].made_with)


def keep_record(root: Path, record: SiteRecord, share: slice) -> None:
    """Keep the record of a site or of a share; that of a whole site takes the place of all.

    Raises:
        OSError: when it cannot be written.
    """
    if share == ALL:
        write_record(root / RECORD, record)
        shutil.rmtree(root / SHARES, ignore_errors=True)
    else:
        (root / SHARES).mkdir(parents=True, exist_ok=True)
        write_record(root / SHARES / f"{share.start + 1}-of-{share.step}.json", record)


def _joined(records: Iterable[SiteRecord]) -> SiteRecord:
    whole, numbers = SiteRecord(), dict[tuple[tuple[str, str], str], int]()
    for record in records:
        digested = zip(record.reads, record.digests, strict=True)
        new = [numbers.setdefault(read, len(numbers)) for read in digested]
        pages = {path: page._replace(reads=tuple(new[n] for n in page.reads)) for path, page in record.pages.items()}
        files, docs = whole.files | record.files, whole.docs | record.docs
        whole = replace(record, files=files, docs=docs, pages=whole.pages | pages)
    reads, digests = ReadList(read for read, _ in numbers), Digests(digest for _, digest in numbers)
    return replace(whole, reads=reads, digests=digests)
