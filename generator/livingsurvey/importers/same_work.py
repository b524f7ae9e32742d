"""Whether two descriptions are of one work. A title alone never decides it.

Evidence, in this order: identifiers, then the title with authors, year and container, as record linkage weighs them
(Fellegi and Sunter, A Theory for Record Linkage, JASA 1969); here by rules that a person can read and predict.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from livingsurvey.importers.same_container import may_be_same_container
from livingsurvey.importers.work import IDENTIFIERS, Work
from livingsurvey.model import similar_titles
from livingsurvey.model.identity import to_ascii
from livingsurvey.model.names import Name

_GENERIC = re.compile(
    r"(?:introduction|editorial|preface|foreword|afterword|conclusions?|discussion|summary|abstracts?|contents|index"
    r"|book reviews?|reviews?|obituary|in memoriam|news|errata|erratum|corrigend(?:a|um)|corrections?|repl(?:y|ies)"
    r"|response|comments?|letters?(?: to the editors?)?|guest editorial|editors? introduction|from the editors?"
    r"|authors? reply|notes?|acknowledge?ments?|appendix|bibliography|references|glossary|overview|background)"
)
#: Words by which the title of another work about a work differs from its own.
_ABOUT = frozenset(
    "comment comments reply response erratum errata corrigendum correction retraction retracted addendum review "
    "rejoinder discussion editorial reprint supplement part volume vol chapter".split()
)
_NUMERAL = re.compile(r"\d+|[ivx]{1,5}|[b-df-hj-ru-z]")
_PARTS = frozenset(["chapter", "paper-conference"])
_BOOKS = frozenset(["book", "collection"])
#: Words: a title of fewer is shared by chance.
FEW_WORDS = 4
_NEAR = 93  # percent of its letters that a title with slips shares with the right one
#: Letters: titles that long do not resemble each other by chance.
LONG_TITLE = 20
_PREPRINT_YEARS = 3  # between a preprint and the article
_ABSTRACT = 0.6  # share of words in common


class Verdict(StrEnum):
    """What two descriptions are to each other."""

    SAME = "same"
    APART = "apart"
    DOUBTFUL = "doubtful"


class Judgement(NamedTuple):
    """A verdict and why; ``disputed`` names the identifier that only one of the two can have."""

    verdict: Verdict
    why: str
    disputed: str = ""


def told_apart(one: Work, other: Work) -> str:
    """What tells two works of one title apart; empty where nothing that both state does."""
    for kind in IDENTIFIERS:
        if kind in one.ids and kind in other.ids and one.ids[kind] != other.ids[kind]:
            return f"different {kind}: {one.ids[kind]} and {other.ids[kind]}"
    return told_apart_by_facts(one, other) if authors_may_agree(one, other) else "different authors"


def judge(one: Work, other: Work) -> Judgement:
    """Say whether two descriptions are of one work.

    Args:
        one: what is known already.
        other: what is compared with it.
    """
    for kind in IDENTIFIERS:
        if kind in one.ids and one.ids[kind] == other.ids.get(kind):
            return _by_identifier(one, other, kind)
    if one.key != other.key and not _near(one, other):
        return Judgement(Verdict.APART, "different titles")
    if not authors_may_agree(one, other):
        return Judgement(Verdict.APART, "different authors")
    if reason := told_apart(one, other):
        return Judgement(Verdict.DOUBTFUL if one.key == other.key else Verdict.APART, reason)
    return _by_evidence(one, other)


def _by_identifier(one: Work, other: Work, kind: str) -> Judgement:
    """Two works with one identifier: the same, chapters of one book, or a slip in one of the two."""
    if one.key == other.key or (similar_titles(one.title, other.title) and not _one_is_about_the_other(one, other)):
        return Judgement(Verdict.SAME, f"the same {kind}")
    parts = {one.type, other.type} <= _PARTS
    if kind == "doi" and parts and one.containers and _containers_may_agree(one, other):
        return Judgement(Verdict.APART, "parts of one book, whose DOI it is")
    return Judgement(Verdict.DOUBTFUL, f"the same {kind}, but unlike titles", disputed=kind)


def _near(one: Work, other: Work) -> bool:
    """Whether one title may be the other with a slip of the pen, or without its subtitle."""
    if _told_apart_by_words(one, other):
        return False
    short, long = sorted((one.key, other.key), key=len)
    if len(short) >= LONG_TITLE and long.startswith(short):
        return True
    from rapidfuzz.fuzz import ratio

    return len(short) >= 12 and ratio(short, long, score_cutoff=_NEAR) >= _NEAR


def _told_apart_by_words(one: Work, other: Work) -> bool:
    """Whether what differs in titles are signs or numbers, or words that say that one is about the other."""
    if [sign for sign in one.key if sign in "+#-"] != [sign for sign in other.key if sign in "+#-"]:
        return True
    return _one_is_about_the_other(one, other) or any(map(_NUMERAL.fullmatch, one.words ^ other.words))


def _one_is_about_the_other(one: Work, other: Work) -> bool:
    ours, theirs = _ABOUT & (one.words - other.words), _ABOUT & (other.words - one.words)
    return bool(ours and theirs) or (bool(ours or theirs) and len(one.words) != len(other.words))


def authors_may_agree(one: Work, other: Work) -> bool:
    """Whether the first authors are one person, and most of the others are in both lists, as far as both are known."""
    if not one.people or not other.people:
        return True
    ours, theirs = set(one.families), set(other.families)
    swapped = _letters(one.people[0]) == _letters(other.people[0])
    shared = max(len(ours & theirs), swapped)
    if one.families[0] != other.families[0] and not swapped:
        return shared >= 2 and 2 * shared >= max(len(ours), len(theirs))
    if shared >= 2:
        return 2 * shared >= min(len(ours), len(theirs))
    return min(len(ours), len(theirs)) < 3 and (swapped or _initials_may_agree(one.people[0], other.people[0]))


def _letters(name: Name) -> tuple[str, ...]:
    """All words of a name in the order of the alphabet: for names whose given and family's parts changed places."""
    return tuple(sorted(re.findall(r"[a-z]+", to_ascii(name.shown).lower())))


def _initials_may_agree(one: Name, other: Name) -> bool:
    first, second = (to_ascii(name.given).lower()[:1] for name in (one, other))
    return not first or not second or first == second


def told_apart_by_facts(one: Work, other: Work) -> str:
    """What besides identifiers and authors tells two works of one title apart; empty where nothing does."""
    for name in ("edition", "chapter_number", "volume", "issue"):
        mine, theirs = one.publication.get(name), other.publication.get(name)
        if mine and theirs and _plain(mine) != _plain(theirs):
            return f"another {name.replace('_', ' ')}: {mine} and {theirs}"
    if one.type and other.type and one.type != other.type and not (one.containers and _same_place(one, other)):
        return f"another type: {one.type} and {other.type}"
    if not _years_may_agree(one, other):
        return f"another year: {one.year} and {other.year}"
    if not _containers_may_agree(one, other) and not _same_place(one, other):
        return f"another container: «{one.containers[0][:60]}» and «{other.containers[0][:60]}»"
    mine, theirs = _first_page(one), _first_page(other)
    return f"other pages: {mine} and {theirs}" if mine and theirs and mine != theirs else ""


def _years_may_agree(one: Work, other: Work) -> bool:
    if one.year is None or other.year is None:
        return True
    if _BOOKS & {one.type, other.type}:
        return one.year == other.year
    preprint = "arxiv" in one.ids or "arxiv" in other.ids  # the year may be that of the first version
    return abs(one.year - other.year) <= (_PREPRINT_YEARS if preprint else 1)


def _containers_may_agree(one: Work, other: Work) -> bool:
    if not one.containers or not other.containers:
        return True
    return any(may_be_same_container(mine, theirs) for mine in one.containers for theirs in other.containers)


def _same_place(one: Work, other: Work) -> bool:
    """Whether both state the same volume and first page."""
    volumes = [_plain(work.publication.get("volume", "")) for work in (one, other)]
    pages = [_first_page(work) for work in (one, other)]
    return bool(volumes[0] and pages[0]) and volumes[0] == volumes[1] and pages[0] == pages[1]


def _by_evidence(one: Work, other: Work) -> Judgement:
    """Nothing contradicts: is there enough in addition to the title?"""
    if _same_place(one, other):
        return Judgement(Verdict.SAME, "the same volume and page")
    if one.key != other.key:
        return _near_by_evidence(one, other)
    abstracts = abstracts_agree(one, other)
    if abstracts and not is_generic(one):
        return Judgement(Verdict.SAME, "the same title and abstract")
    if abstracts is False and not (one.people and other.people):
        return Judgement(Verdict.DOUBTFUL, "other abstracts")
    if not (one.people and other.people):
        known = one.year and one.year == other.year and one.containers and other.containers
        enough = known and len(one.words) >= FEW_WORDS
        return Judgement(Verdict.SAME if enough else Verdict.DOUBTFUL, "the same title; authors are not known of both")
    if is_generic(one):
        return Judgement(Verdict.DOUBTFUL, "a title that many works have")
    if len(one.words) < FEW_WORDS and not (one.year == other.year and set(one.families) == set(other.families)):
        return Judgement(Verdict.DOUBTFUL, "a short title")
    return Judgement(Verdict.SAME, "the same title and authors")


def _near_by_evidence(one: Work, other: Work) -> Judgement:
    """Titles that differ by a slip or a subtitle need more evidence than equal ones."""
    shared = len(set(one.families) & set(other.families))
    alike = shared > 0 and shared == min(len(set(one.families)), len(set(other.families)))
    placed = bool(one.year and one.year == other.year and one.containers and other.containers)
    if abstracts_agree(one, other) or (alike and (placed or _is_slip(one.key, other.key, shared))):
        return Judgement(Verdict.SAME, "nearly the same title, and the same authors")
    return Judgement(Verdict.DOUBTFUL if alike else Verdict.APART, "nearly the same title")


def _is_slip(one: str, other: str, people: int) -> bool:
    """Whether two titles of the same ``people`` differ by a letter, or by two if they are several."""
    from rapidfuzz.distance import Levenshtein

    most = min(people, 2)
    return len(one) >= LONG_TITLE and Levenshtein.distance(one, other, score_cutoff=most) <= most


def abstracts_agree(one: Work, other: Work) -> bool | None:
    """Whether two abstracts share most of their words; ``None`` where one is not known."""
    if not one.abstract or not other.abstract:
        return None
    words, others = (set(re.findall(r"[^\W_]+", work.abstract.casefold())) for work in (one, other))
    return len(words & others) >= _ABSTRACT * max(1, min(len(words), len(others)))


def _first_page(work: Work) -> str:
    stated = str(work.publication.get("page") or "")
    return _plain(re.split(r"[-–—,]", stated, maxsplit=1)[0])


def _plain(value: object) -> str:
    """A number or a word of an edition without what people write around it: ``2nd ed.`` is ``2``."""
    text = str(value).casefold().strip()
    number = re.match(r"\W*0*(\d+)", text)
    return number[1] if number else re.sub(r"\W", "", text)


def is_generic(work: Work) -> bool:
    """Whether a work has a title that many works have, such as «Introduction»."""
    return _GENERIC.fullmatch(" ".join(re.findall(r"[a-z]+", to_ascii(work.title).lower()))) is not None
