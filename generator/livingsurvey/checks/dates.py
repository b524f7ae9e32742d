"""Rules of dates and of identifiers that contain one."""

import re
from collections.abc import Iterator
from datetime import date

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.model import Paper

_NEW = re.compile(r"(\d\d)(\d\d)\.(\d+)\Z")
_FIRST = (2007, 4)  # the month of the first identifier of this form
_FIVE_DIGITS = (2015, 1)  # since then numbers have five digits, before it four


@rule(ERROR, limits={"earliest": 1, "years": 2})
def future_date(context: Context, earliest: int, years: int) -> Iterator[Found]:
    """A paper is published far in the future, or before the earliest year that the survey allows.

    Why: Lists and feeds are in order of dates; a slip in a year puts a paper at their head for years. Journals print
        dates ahead, by two years at most.
    Fix: Correct the date; write only the part of it that is known.
    Wrong: published: 2205-03-01
    Right: published: 2025-03
    """
    latest = context.today.year + years if context.today else 9999
    for paper in context.survey.papers:
        if paper.published and not earliest <= int(paper.published[:4]) <= latest:
            said = f"«{paper.published}» cannot be a date of publication."
            yield Found(paper.path, said, "Correct the date, or write only what is known of it.", ("published",))


@rule(WARNING)
def impossible_arxiv(context: Context) -> Iterator[Found]:
    """An arXiv identifier names a month that does not exist, is to come, or was before such identifiers.

    Why: Its first four digits are year and month; where they cannot be, the identifier is of no paper.
    Fix: Copy the identifier from the paper's page at arXiv.
    Wrong: arxiv: '2413.04315'
    Right: arxiv: '2412.04315'
    """
    for paper in context.survey.papers:
        if (match := _NEW.match(paper.arxiv or "")) and not _possible(match, context.today):
            said = f"arXiv has no identifier «{paper.arxiv}»."
            yield Found(paper.path, said, "Copy it from the paper's page at arXiv.", ("arxiv",))


def _possible(match: re.Match[str], today: date | None) -> bool:
    month = (2000 + int(match[1]), int(match[2]))
    digits = 5 if month >= _FIVE_DIGITS else 4
    latest = (today.year, today.month) if today else (9999, 12)
    return 1 <= month[1] <= 12 and _FIRST <= month <= latest and len(match[3]) == digits


@rule(ADVICE, limits={"months": 24, "later": 60})
def dates_disagree(context: Context, months: int, later: int) -> Iterator[Found]:
    """The date of publication and the month of the arXiv identifier are years apart.

    Why: One of them may be that of another paper: few are put on arXiv more than two years after they were published,
        or published more than five years later.
    Fix: Compare title and authors at arXiv; correct the date or the identifier.
    Wrong: {published: 2019-06, arxiv: '2412.04315'}
    Right: {published: 2024-12-05, arxiv: '2412.04315'}
    """
    for paper in context.survey.papers:
        match = _NEW.match(paper.arxiv or "")
        if match and paper.published and _possible(match, None) and not -months <= _after(paper, match) <= later:
            said = f"published «{paper.published}», but arXiv {paper.arxiv} is of 20{match[1]}-{match[2]}."
            yield Found(paper.path, said, "Correct the date or the identifier.", ("published",))


def _after(paper: Paper, match: re.Match[str]) -> int:
    """Months from the identifier to the publication, as few as what is known of the date allows."""
    year, *month = (int(part) for part in (paper.published or "0").split("-")[:2])
    there = (2000 + int(match[1])) * 12 + int(match[2])
    months = [year * 12 + n - there for n in (month or (1, 12))]
    return 0 if min(months) <= 0 <= max(months) else min(months, key=abs)


@rule(WARNING)
def identifiers_disagree(context: Context) -> Iterator[Found]:
    """The DOI is one that arXiv gave, but to another identifier than the paper's.

    Why: The two links of the paper would lead to two papers.
    Fix: Correct the one that is wrong.
    Wrong: {arxiv: '2412.04315', doi: 10.48550/arXiv.2412.04316}
    Right: {arxiv: '2412.04315', doi: 10.48550/arXiv.2412.04315}
    """
    for paper in context.survey.papers:
        doi = (paper.doi or "").lower()
        if paper.arxiv and doi.startswith("10.48550/arxiv.") and not doi.endswith(f".{paper.arxiv.lower()}"):
            said = f"«{paper.doi}» is not the DOI of arXiv {paper.arxiv}."
            yield Found(paper.path, said, "Correct the one that is wrong.", ("doi",))


@rule(WARNING)
def doi_form(context: Context) -> Iterator[Found]:
    """A DOI ends in a sign that belongs to the sentence it was copied from, or in a part of an address.

    Why: Such a DOI does not resolve.
    Fix: Write the DOI alone, from 10. to its last letter or digit.
    Wrong: doi: 10.1145/3600006.3613165.
    Right: doi: 10.1145/3600006.3613165
    """
    for paper in context.survey.papers:
        bare = re.sub(r"(?<=;2-).$", "", paper.doi or "")  # the end of an old DOI may be any sign
        if re.search(r"[.,;:'\"]$|\?|#|/(?:abstract|full|pdf|html)$", bare):
            said = f"«{paper.doi}» has something behind the DOI."
            yield Found(paper.path, said, "Write the DOI alone.", ("doi",))
