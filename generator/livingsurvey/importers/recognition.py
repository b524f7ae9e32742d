"""Whether a record is of a work that is known already, so that nobody has to look at it again.

Merging joins two records only where nothing speaks against it, since what is joined is hard to part. Here the known
work stays as it is, so that less is enough: a preprint and its publication, a title without its subtitle, a title that
a listing has cut short, a record without authors. Whatever is still doubtful is for a person to decide.
"""

import re
from collections.abc import Iterator
from itertools import islice

from livingsurvey.importers.same_work import (
    FEW_WORDS,
    LONG_TITLE,
    Judgement,
    Verdict,
    abstracts_agree,
    authors_may_agree,
    is_generic,
    judge,
    told_apart,
)
from livingsurvey.importers.work import IDENTIFIERS, Work, reduced_title

_SUBTITLE = re.compile(r"\s*(?::\s|\s[–—―-]\s|[.?!]\s)")
_CUT = re.compile(r"\s*(?:…|\.{3})\s*\Z")
#: How a subtitle begins that makes another work of a title: the number of a part, or a word for what is about it.
_ANOTHER = re.compile(
    r"\W*(?:(?:part|vol(?:ume)?|chapter|no|paper|book)\b\W*(?:\d+|[ivx]{1,5}|[a-z])\b|(?:\d+|[ivx]{1,5})(?=[.:)]|\s*\Z)"
    r"|(?:an?\s|the\s)?(?:comments?|reply|response|errat(?:um|a)|corrigend(?:um|a)|correction|retraction|addendum"
    r"|rejoinder|supplement)\b)",
    re.IGNORECASE,
)
_MOST_HEADS = 4  # of one title
_PREPRINT_YEARS = 3  # between a preprint and what is published of it
_OTHER_WORKS = frozenset(["book", "collection", "thesis", "review", "review-book"])


def recognise(known: Work, given: Work) -> Judgement:
    """Say whether a given work is the known one.

    Args:
        known: a paper of the survey, or a candidate.
        given: what a record states.
    """
    if _description(known) == _description(given):
        return Judgement(Verdict.SAME, "the same description")
    judgement = judge(known, given)
    if judgement.verdict == Verdict.SAME:
        return judgement
    if judgement.disputed:
        return Judgement(Verdict.SAME, judgement.why) if _people_or_abstracts_agree(known, given) else judgement
    if any(kind in known.ids and known.ids[kind] != given.ids.get(kind, known.ids[kind]) for kind in IDENTIFIERS):
        return judgement
    if why := _same_title(known, given) if known.key == given.key else _shortened(known, given):
        return Judgement(Verdict.SAME, why)
    return judgement


def recognition_places(work: Work) -> Iterator[object]:
    """What a work is found under besides identifiers, title and author: the same description, and how titles begin.

    Args:
        work: known, or looked for.
    """
    yield _description(work)
    yield from (("head", reduced_title(head)) for head in _heads(work.title))
    if len(work.key) >= LONG_TITLE:
        yield ("start", work.key[:LONG_TITLE])


def _description(work: Work) -> tuple[object, ...]:
    """All that tells works apart: a record that comes again, however little it says, is the one that came before."""
    return (work.key, work.families, work.year, work.containers, *sorted(work.ids.items()))


def _heads(title: str) -> list[str]:
    """What a title may be without a subtitle, and without the dots of a listing that cuts it; all of it at the end."""
    whole = _CUT.sub("", title)
    return [whole[: found.start()] for found in islice(_SUBTITLE.finditer(whole), _MOST_HEADS)] + [whole]


def _people_or_abstracts_agree(known: Work, given: Work) -> bool:
    """Whether both state authors or abstracts, and these agree."""
    stated = bool(known.people and given.people)
    return bool(abstracts_agree(known, given)) or (stated and authors_may_agree(known, given))


def _same_title(known: Work, given: Work) -> str:
    """Why two works of one title are one, though merging would ask a person; empty where they may be two."""
    if not authors_may_agree(known, given) or is_generic(known):
        return ""
    if not (known.people and given.people):
        clear = len(known.words) >= FEW_WORDS and abstracts_agree(known, given) is not False
        return "the same title" if clear and not told_apart(known, given) else ""
    if not told_apart(known, given):
        sure = known.year == given.year or _shared_people(known, given) >= 2
        return "the same title and authors" if sure else ""
    return "a preprint and its publication" if _preprint_of_the_other(known, given) else ""


def _preprint_of_the_other(known: Work, given: Work) -> bool:
    """Whether one is a preprint, and the other what the same people published under its title soon after."""
    years = abs((known.year or 0) - (given.year or 0)) if known.year and given.year else 0
    works = len(known.words) >= FEW_WORDS and not _OTHER_WORKS & {known.type, given.type}
    return "arxiv" in known.ids.keys() | given.ids.keys() and works and years <= _PREPRINT_YEARS


def _shortened(known: Work, given: Work) -> str:
    """Why a title is the other without its subtitle, or cut short; empty where it may be another."""
    short, long = sorted((known, given), key=lambda work: len(work.key))
    if not (_is_its_beginning(short, long) and authors_may_agree(known, given)):
        return ""
    if told_apart(known, given) and not _preprint_of_the_other(known, given):
        return ""
    people = _shared_people(known, given)
    known_well = len(short.words) >= FEW_WORDS or len(short.key) >= LONG_TITLE or known.year == given.year
    clear = people >= 2 or (people and known_well)
    return "the beginning of its title, and the same authors" if clear or abstracts_agree(known, given) else ""


def _is_its_beginning(short: Work, long: Work) -> bool:
    """Whether one title is the other up to its subtitle, which is more than the number of a part, or up to dots."""
    if not long.key.startswith(short.key):
        return False
    head = next((head for head in _heads(long.title)[:-1] if reduced_title(head) == short.key), None)
    if head is not None:
        return not _ANOTHER.match(long.title[len(head) :])
    return len(short.key) >= LONG_TITLE and _CUT.search(short.title) is not None


def _shared_people(known: Work, given: Work) -> int:
    """How many authors both have, where one has no others; else none."""
    ours, theirs = set(known.families), set(given.families)
    shared = len(ours & theirs)
    return shared if shared == min(len(ours), len(theirs)) else 0
