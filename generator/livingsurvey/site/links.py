"""Addresses that templates need: of the pages of entries, and of look-ups elsewhere."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from livingsurvey.analysis.index_entries import IndexEntry, current_term
from livingsurvey.model import Paper, Survey, Term, paths, slug

if TYPE_CHECKING:
    from livingsurvey.analysis.derive import Analysis
    from livingsurvey.site.recorded import Reads

#: Fewer papers than this, and an author has no page: the index links straight to the paper.
_OWN_PAGE = 2
#: The index of people is one page up to so many names, then one page for each letter (some 100 bytes a name).
_ONE_PAGE = 2500
#: Signs of a look-up, encoded; a title that is longer is cut, since an address has its limits.
_LONGEST_QUERY = 1900


class Links:
    """Addresses from the site's root, for one survey."""

    def __init__(self, survey: Survey, analysis: "Analysis", reads: "Reads") -> None:
        self._survey = survey
        self._insight = analysis
        self._by_letter = reads.named("people by letter", lambda: len(analysis.entries["people"]) > _ONE_PAGE)

    @property
    def people_by_letter(self) -> bool:
        """Whether the index of people has a page for each letter."""
        return self._by_letter()

    def term(self, vocabulary: str, name: str | None) -> Term | None:
        """The term that a name means now; ``None`` for what is in no vocabulary."""
        return current_term(self._survey, vocabulary, name)

    def letter(self, letter: str) -> str:
        """Where the index of people has this letter."""
        return f"people/letter_{letter}.html" if self.people_by_letter else f"people/index.html#letter-{letter}"

    def venue(self, name: str) -> str:
        """The page of a venue."""
        return paths.entry_url("venues", self._insight.venue_key[name])


def lookups(paper: Paper, title: str) -> dict[str, str]:
    """Where other services list the paper: an address for each by its name."""
    asked = urlencode({"q": title})
    if len(asked) > _LONGEST_QUERY:
        asked = urlencode({"q": title[:150]})
    scholar = f"https://scholar.google.com/scholar?{asked}"
    found = f"arxiv/{paper.arxiv}" if paper.arxiv else f"search?{asked}"
    semantic = f"https://www.semanticscholar.org/{found}"
    return {"Semantic Scholar": semantic, "Google Scholar": scholar}


def has_page(person: IndexEntry) -> bool:
    """Return whether an author has a page of their own."""
    return person.total >= _OWN_PAGE


def surname(name: str) -> str:
    """What an author is sorted by: the key of the last word of the name."""
    return slug((name.split() or [name])[-1])


def letter_of(name: str) -> str:
    """The letter of the index that an author is listed under; ``0`` where the surname begins with none from a to z."""
    first = surname(name)[0]
    return first if first.isalpha() else "0"
