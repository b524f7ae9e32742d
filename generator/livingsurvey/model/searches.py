"""Saved searches, the runs of them, and the candidates that they bring: data about works that are no papers yet."""

from typing import Self

from pydantic import Field, model_validator

from livingsurvey.model.base import Address, ArxivId, Doi, Frozen, Key, Line, PartialDate
from livingsurvey.model.paper import Claim, Link, Status
from livingsurvey.model.publication import Publication

#: Services that are asked without a query.
_WITHOUT_QUERY = ("hf-daily",)


class SavedSearch(Frozen):
    """A search that is run again and again."""

    id: Key = Field(description="a short name for it", examples=["arxiv-reefs"])
    service: Key = Field(
        description="what is asked: arxiv, openalex, crossref, dblp, pubmed, feed, hf-daily, folder, or the service of "
        "an extension",
        examples=["arxiv"],
    )
    query: Line | None = Field(
        default=None,
        description="what is looked for, in the language of the service; of a feed its address, of a folder its path "
        "from the survey's folder",
        examples=['abs:"coral bleaching"'],
    )
    since: PartialDate | None = Field(
        default=None, description="the first run looks back to here; each later one to the run before it"
    )
    most: int = Field(default=200, ge=1, le=10_000, description="how many records one run takes at most")
    every: int | None = Field(default=None, ge=1, le=366, description="how many days apart, where not as the plan says")
    note: Line | None = Field(default=None, description="what a reader should know about it")

    @model_validator(mode="after")
    def _says_what_it_looks_for(self) -> Self:
        if self.query is None and self.service not in _WITHOUT_QUERY:
            raise ValueError("give a query; of a feed its address, of a folder its path")
        if self.service == "file":
            raise ValueError("a single file is given to «survey screen --from»; a saved search watches a folder")
        return self


class WatchPlan(Frozen):
    """``content/watch.yml``: which searches are run, how often, and how what they bring is decided."""

    every: int = Field(default=7, ge=1, le=366, description="how many days apart the searches are run")
    readers: int = Field(default=1, ge=1, le=9, description="how many readers decide on each candidate")
    incoming: bool = Field(default=False, description="whether the site has a page of the candidates that wait")
    searches: tuple[SavedSearch, ...] = Field(default=(), description="the saved searches")

    def days(self, search: SavedSearch) -> int:
        """How many days apart a search is run."""
        return search.every or self.every


class SearchRun(Frozen):
    """One run of a search, as PRISMA-S asks for it: where, what was asked, when, and how many records came."""

    search: Key = Field(description="the id of the search")
    service: Key = Field(description="what was asked: as of a saved search, or a file")
    address: Line = Field(description="what was asked for exactly: an address, or the name of a file or folder")
    query: Line | None = Field(default=None, description="what was looked for")
    since: PartialDate | None = Field(default=None, description="nothing older was asked for")
    date: PartialDate = Field(description="the day of the run")
    total: int | None = Field(default=None, ge=0, description="how many records there are, as the service says")
    records: int = Field(default=0, ge=0, description="how many records were read")
    known: int = Field(default=0, ge=0, description="how many of them are papers or candidates that were known")
    new: int = Field(default=0, ge=0, description="how many became new candidates")
    unread: int = Field(default=0, ge=0, description="how many entries could not be read")
    fault: Line | None = Field(default=None, description="what went wrong, where the run did not come to its end")
    resume: Line | None = Field(default=None, description="where the next run goes on")
    etag: Line | None = Field(default=None, description="the mark of the answer, sent with the next request")
    modified: Line | None = Field(default=None, description="when what was asked last changed, as it says itself")


class FoundAt(Frozen):
    """Where a candidate was found."""

    search: Key = Field(description="the id of the search")
    date: PartialDate = Field(description="the day of the run")
    url: Address | None = Field(default=None, description="the address of the answer that states it")
    file: Line | None = Field(default=None, description="the name of the file that states it")
    line: int | None = Field(default=None, ge=1, description="the line of the file, from 1")
    states: tuple[Line, ...] = Field(
        default=(), description="the facts that were filled in from here, as the first answer lacks them"
    )


class CandidateDecision(Frozen):
    """The outcome of screening a candidate. An included one has a paper's file of the same key, or that was its key."""

    status: Status = Field(description="included or excluded")
    reason: Key | None = Field(default=None, description="why it is excluded: the id of a reason")
    by: Line = Field(description="who decided")
    date: PartialDate = Field(description="when")

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if (self.status == Status.EXCLUDED) != (self.reason is not None):
            raise ValueError("give a reason where it is excluded, and only there")
        return self


class ScreeningCandidate(Frozen):
    """One line of ``content/searches/candidates.jsonl``: a work that a search has brought, and what became of it.

    It is no paper of the survey until somebody includes it. ``key`` is the one that its file then gets.
    """

    key: Key = Field(description="the key that its paper's file would have")
    title: Line = Field(description="the title")
    abstract: str = Field(default="", description="the abstract, as the service states it")
    authors: tuple[Line, ...] = Field(default=(), description="one name an entry")
    published: PartialDate | None = Field(default=None, description="the day it first appeared, as far as known")
    venue: Line | None = Field(default=None, description="where it was published")
    arxiv: ArxivId | None = Field(default=None, description="the arXiv number without version")
    doi: Doi | None = Field(default=None, description="the DOI without https://doi.org/")
    code: tuple[Address, ...] = Field(default=(), description="addresses of its code")
    links: tuple[Link, ...] = Field(default=(), description="other addresses, each with a label")
    publication: Publication | None = Field(default=None, description="what is stated of its publication besides")
    found: tuple[FoundAt, ...] = Field(min_length=1, description="where it was found, the first time first")
    decision: CandidateDecision | None = Field(default=None, description="what became of it; absent while it waits")

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it."""
        return self.decision is None

    @property
    def year(self) -> int | None:
        """The year of publication, where known."""
        return int(self.published[:4]) if self.published else None


class ScreeningDraft(Frozen):
    """One line of ``content/searches/drafts.jsonl``: what a reader wrote while screening and no reading holds.

    The file of an included paper is made of it, at once or when the last of several readers has decided. Of several
    lines of one reader on one work the last one counts; an empty one says that nothing of the earlier ones does.
    """

    key: Key = Field(description="the key of the candidate or paper")
    reader: Line = Field(description="who wrote it")
    topics: tuple[Key, ...] = Field(default=(), description="keys of topics, the primary one first")
    summary: Line | None = Field(default=None, description="one sentence about it")
    claims: tuple[Claim, ...] = Field(default=(), max_length=8, description="results that the abstract states")
