"""What kind of publication a venue is, as far as its name tells."""

import re
from functools import lru_cache
from typing import Literal

VenueKind = Literal["journal", "conference"]

_NEITHER = re.compile(r"\b(thesis|dissertation|chapter|book|arxiv|preprint|technical report)\b", re.IGNORECASE)
_CONFERENCE = re.compile(
    r"\b(conference|symposium|workshops?|proceedings|meeting|congress|findings of|track)\b", re.IGNORECASE
)
_JOURNAL = re.compile(
    r"\b(journal|transactions|letters|bulletin|magazine|annals|quarterly|reviews?|surveys|archives?|PNAS|TMLR|JMLR|TACL"
    r"|TPAMI|TNNLS|TKDE|TOSEM|TODS|TOIS|JAIR|PVLDB|VLDB Journal)\b|\d\(\d+\)|\b\d{2,}, \d{4,}",
    re.IGNORECASE,
)
# "ICLR 2025", "CIKM 2021 (short)": an acronym and the year it met.
_MEETING = re.compile(r"[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]* '?\d{2,4}\b")


@lru_cache(maxsize=1 << 12)
def venue_kind(venue: str) -> VenueKind | None:
    """Tell a journal from a conference; ``None`` where the name does not tell."""
    if _NEITHER.search(venue):
        return None
    if _CONFERENCE.search(venue):
        return "conference"
    if _JOURNAL.search(venue):
        return "journal"
    return "conference" if _MEETING.match(venue) else None
