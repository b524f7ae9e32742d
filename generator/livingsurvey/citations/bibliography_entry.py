"""What every citation format is made from: a paper reduced to what a bibliography knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.venues import Venue, VenueKind, read_venue
from livingsurvey.model import Paper, Place, Survey, paths
from livingsurvey.model.base import doi_address
from livingsurvey.model.fields import text_of
from livingsurvey.model.markup import Inline, Piece, Sub, Sup
from livingsurvey.model.names import Name, parse_name

_SCRIPTS = (
    (Sub, str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")),
    (Sup, str.maketrans("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")),
)


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A paper in a bibliography. What is not known is empty, and stays out of every format.

    ``month`` and ``day`` are those of ``year``: where the year is a venue's, they are not known. ``fields`` are the
    survey's own that are exported, as text by their ids; ``proper`` are the words of the title that are names though
    they look like other words.
    """

    key: str
    citation_key: str
    kind: VenueKind
    title: Inline
    names: tuple[Name, ...]
    venue: Venue
    year: int | None
    month: int | None
    day: int | None
    arxiv: str
    doi: str
    url: str
    page: str
    paper: Paper
    topics: tuple[str, ...]
    fields: Mapping[str, str]
    proper: frozenset[str]

    @property
    def title_text(self) -> str:
        """The title without markup: scripts as the signs Unicode has for them (H₂O), where it has all."""
        return "".join(map(_script, self.title))

    @property
    def primary_class(self) -> str:
        """The class that an old arXiv id states."""
        return self.arxiv.partition("/")[0] if "/" in self.arxiv else ""


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The header of a file: whose papers, which, how many, as of when, which licence and fields."""

    survey: str
    selection: str
    count: int
    date: str
    licence: str
    fields: tuple[str, ...] = ()

    @property
    def facts(self) -> str:
        """Number, date and licence in one line."""
        papers = f"{self.count} paper{'' if self.count == 1 else 's'}"
        return " · ".join(part for part in (papers, self.date, self.licence) if part)

    @property
    def source(self) -> str:
        """All but the number, in one line."""
        return ", ".join(part for part in (f"{self.survey}: {self.selection}", self.date) if part)


def entry_of(survey: Survey, analysis: Analysis, paper: Paper) -> BibliographyEntry:
    """Reduce a paper to what a bibliography knows of it.

    Args:
        survey: the settings.
        analysis: shown titles and citation keys.
        paper: the paper.
    """
    venue = (
        read_venue(paper.venue) if paper.venue else Venue(VenueKind.PREPRINT if paper.arxiv else VenueKind.OTHER, "")
    )
    year, month, day = _date(paper, venue)
    site = survey.settings.site_url
    return BibliographyEntry(
        key=paper.key,
        citation_key=analysis.citation_key[paper.key],
        kind=venue.kind,
        title=analysis.title[paper.key],
        names=tuple(name for author in paper.authors if any(map(str.isalnum, (name := parse_name(author)).family))),
        venue=venue,
        year=year,
        month=month,
        day=day,
        arxiv=paper.arxiv or "",
        doi=paper.doi or "",
        url=_address(paper),
        page=f"{site.rstrip('/')}/{paths.paper_url(paper)}" if site else "",
        paper=paper,
        topics=tuple(survey.topic[key].title for key in paper.topics if key in survey.topic),
        fields={field.id: text_of(paper.fields.get(field.id)) for field in survey.fields.shown(Place.EXPORT)},
        proper=_proper(paper),
    )


def _date(paper: Paper, venue: Venue) -> tuple[int | None, int | None, int | None]:
    """A venue's year where its name states one; the preprint's month and day say nothing about it."""
    known = [int(part) for part in (paper.published or "").split("-") if part]
    year, month, day = [*known, None, None, None][:3]
    appeared = venue.kind not in (VenueKind.PREPRINT, VenueKind.OTHER)
    if appeared and (paper.arxiv or (venue.year and venue.year != year)):
        return venue.year or year, None, None
    return year or venue.year, month, day


def _address(paper: Paper) -> str:
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    if paper.doi:
        return doi_address(paper.doi)
    return paper.links[0].url if paper.links else ""


def _proper(paper: Paper) -> frozenset[str]:
    """Capital words of the title that the abstract writes with a capital amid others, and never without."""
    wanted = {word for word in paper.title.replace("-", " ").split()[1:] if word.istitle() and word.isalpha()}
    text = paper.abstract
    return frozenset(
        word for word in wanted if f" {word} " in text and word.lower() not in text and _amid_small(word, text)
    )


def _amid_small(word: str, text: str) -> bool:
    before, _, after = text.partition(f" {word} ")
    return before[-1:].islower() and before.rpartition(" ")[2].islower() and after[:1].islower()


def _script(piece: Piece) -> str:
    for kind, signs in _SCRIPTS:
        if isinstance(piece, kind) and all(ord(sign) in signs for sign in piece.text):
            return piece.text.translate(signs)
    return piece.text
