"""What every citation format is made from: a paper reduced to what a bibliography knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.entry_types import KIND_OF_TYPE, TYPE_OF_VENUE
from livingsurvey.citations.venues import Venue, VenueKind, read_venue
from livingsurvey.model import Paper, Place, Survey, paths
from livingsurvey.model.base import doi_address
from livingsurvey.model.fields import text_of
from livingsurvey.model.markup import Inline, Piece, Sub, Sup
from livingsurvey.model.names import Name
from livingsurvey.model.publication import Publication

_SCRIPTS = (
    (Sub, str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")),
    (Sup, str.maketrans("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")),
)


@dataclass(frozen=True, slots=True, eq=False)
class BibliographyEntry:
    """A paper in a bibliography. What is not known is empty, and stays out of every format.

    An entry equals itself alone, so that what one format makes of it can be found again fast by the next.

    ``type`` is CSL's; ``publication`` is what the paper's bibliography states, and where it states no type, what its
    venue's name tells besides. ``month`` and ``day`` are those of ``year``: where the year is a venue's, they are not
    known. ``fields`` are the survey's own that are exported, as text by their ids; ``proper`` are the words of the
    title that are names though they look like other words.
    """

    key: str
    citation_key: str
    kind: VenueKind
    type: str
    title: Inline
    names: tuple[Name, ...]
    editors: tuple[Name, ...]
    translators: tuple[Name, ...]
    venue: Venue
    publication: Publication
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
    def is_stated(self) -> bool:
        """Whether the paper's bibliography states what type of work it is."""
        return bool(self.paper.publication and self.paper.publication.type)

    @property
    def container(self) -> str:
        """What it is part of: a journal, a book, the proceedings; of a thesis, nothing."""
        if self.is_stated:
            return self.venue.name
        return "" if self.type == "thesis" else self.venue.name

    @property
    def is_cut(self) -> bool:
        """Whether there are more authors than those that are named."""
        return self.publication.authors_omitted not in (None, "0")

    @property
    def published(self) -> str:
        """The date as far as it is known: YYYY-MM-DD."""
        parts = (f"{self.year:04}" if self.year else "", f"{self.month or 0:02}", f"{self.day or 0:02}")
        return "-".join(part for part in parts if part.strip("0"))

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
    venue = _venue(paper)
    stated = paper.publication or Publication()
    year, month, day = _date(paper, venue)
    site = survey.settings.site_url
    return BibliographyEntry(
        key=paper.key,
        citation_key=analysis.citation_key[paper.key],
        kind=venue.kind,
        type=stated.type or TYPE_OF_VENUE[venue.kind],
        title=analysis.title[paper.key],
        names=_names(paper, paper.authors),
        editors=_names(paper, stated.editor),
        translators=_names(paper, stated.translator),
        venue=venue,
        publication=stated if stated.type else _with_venue(stated, venue),
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


def _venue(paper: Paper) -> Venue:
    """The venue: its name as it is where the type is stated, or else taken apart."""
    if paper.publication and paper.publication.type:
        year = read_venue(paper.venue).year if paper.venue else None
        return Venue(KIND_OF_TYPE.get(paper.publication.type, VenueKind.OTHER), paper.venue or "", year)
    if paper.venue:
        return read_venue(paper.venue)
    return Venue(VenueKind.PREPRINT if paper.arxiv else VenueKind.OTHER, "")


def _with_venue(stated: Publication, venue: Venue) -> Publication:
    """What is stated, and what the venue's name tells besides."""
    recorded = {"volume": venue.volume, "issue": venue.number, "page": venue.page, "publisher": venue.publisher}
    recorded |= {"genre": venue.name} if TYPE_OF_VENUE[venue.kind] == "thesis" else {}
    missing = {name: text for name, text in recorded.items() if text and not getattr(stated, name)}
    return stated.model_copy(update=missing) if missing else stated


def _names(paper: Paper, shown: Iterable[str]) -> tuple[Name, ...]:
    """The names that have a letter or a digit."""
    return tuple(name for text in shown if any(map(str.isalnum, (name := paper.name_of(text)).family)))


def _date(paper: Paper, venue: Venue) -> tuple[int | None, int | None, int | None]:
    """A venue's year where its name states one; the preprint's month and day say nothing about it."""
    known = [int(part) for part in (paper.published or "").split("-") if part]
    year, month, day = [*known, None, None, None][:3]
    if paper.publication and paper.publication.type:  # the date is the publication's, but for a preprint's before it
        early = paper.arxiv and year and venue.year and venue.year > year
        return (venue.year, None, None) if early else (year or venue.year, month, day)
    appeared = venue.kind not in (VenueKind.PREPRINT, VenueKind.OTHER)
    if appeared and (paper.arxiv or (venue.year and venue.year != year)):
        return venue.year or year, None, None
    return year or venue.year, month, day


def _address(paper: Paper) -> str:
    """The address that lasts longest; where a bibliography states one with all else, or when it was seen, that one."""
    link = paper.links[0].url if paper.links else ""
    if link and paper.publication and (paper.publication.accessed or not paper.arxiv):
        return link
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    return doi_address(paper.doi) if paper.doi else link or next(iter(paper.code), "")


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
