"""Statements about several papers: what they disagree on, what they agree on, and what none of them answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, StringConstraints

from livingsurvey.model.base import DATE, Frozen, Key, Line


def _of_the_calendar(text: str) -> str:
    date(*[*(int(part) for part in text.split("-")), 1, 1][:3])  # raises ValueError for a day that does not exist
    return text


#: A date, as far as it is known, of the calendar.
RealDate = Annotated[str, StringConstraints(pattern=DATE), AfterValidator(_of_the_calendar)]


class QuotedPaper(Frozen):
    """A paper, and the words of its abstract that a statement rests on."""

    paper: Key = Field(description="the key of an included paper")
    quote: Line = Field(description="words of its abstract, unchanged")


class DisagreementSide(QuotedPaper):
    """One side of a disagreement."""

    says: Line = Field(description="what this side says, in the curators' words")


class _Stated(Frozen):
    """What all statements have. ``kind`` is also the name of the file that lists those of a kind."""

    kind: ClassVar[str]

    id: Key = Field(description="a short name for its address; no other statement has it")
    topics: tuple[Key, ...] = Field(min_length=1, description="the keys of topics, the first of which lists it")

    @property
    def quotations(self) -> tuple[tuple[str, QuotedPaper], ...]:
        """Every paper that it quotes, each with the field that quotes it."""
        names = ("sides", "support", "dissent")
        return tuple((name, quoted) for name in names for quoted in getattr(self, name, ()))

    @property
    def papers(self) -> tuple[str, ...]:
        """The keys of the papers that it rests on, each once."""
        return tuple(dict.fromkeys(quoted.paper for _, quoted in self.quotations))


class Consensus(_Stated):
    """What several abstracts say alike, with those that do not."""

    kind: ClassVar[str] = "consensus"

    statement: Line = Field(description="what they say alike, in one sentence")
    support: tuple[QuotedPaper, ...] = Field(description="papers that say so: three or more")
    dissent: tuple[QuotedPaper, ...] = Field(default=(), description="papers that say otherwise")
    date: RealDate = Field(description="when it was written")

    @property
    def text(self) -> str:
        """What it says, in one sentence."""
        return self.statement


class Disagreement(_Stated):
    """What abstracts pull apart on."""

    kind: ClassVar[str] = "disagreements"

    about: Line = Field(description="what they disagree about, beginning with «Whether»")
    sides: tuple[DisagreementSide, ...] = Field(description="what each paper says: two or more")
    why: Line = Field(description="why they may differ")
    date: RealDate = Field(description="when it was written")

    @property
    def text(self) -> str:
        """What it says, in one sentence."""
        return self.about


class OpenQuestion(_Stated):
    """What none of the papers answers."""

    kind: ClassVar[str] = "questions"

    question: Line = Field(description="the question, in one sentence")
    why: Line = Field(description="why it is open: what has been done, and what has not")
    support: tuple[QuotedPaper, ...] = Field(min_length=1, description="papers whose abstracts lead to it")
    asked: RealDate = Field(description="when it was written")
    checked: RealDate = Field(description="when the papers of its topics were last looked through for an answer")

    @property
    def text(self) -> str:
        """What it says, in one sentence."""
        return self.question

    @property
    def date(self) -> str:
        """When it was last looked at."""
        return self.checked


Statement = Consensus | Disagreement | OpenQuestion

#: The kinds of statements, by the name of the file and of the page that list them, in the order of pages.
STATEMENT_KINDS: dict[str, type[Consensus] | type[Disagreement] | type[OpenQuestion]] = {
    model.kind: model for model in (Consensus, Disagreement, OpenQuestion)
}


@dataclass(frozen=True)
class Statements:
    """All statements of a survey, each kind in the order of its file."""

    consensus: tuple[Consensus, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()

    def of(self, kind: str) -> tuple[Statement, ...]:
        """Those of a kind."""
        found: tuple[Statement, ...] = getattr(self, kind)
        return found

    def changed(self, change: "Callable[[Statement], Statement | None]") -> "Statements":
        """These statements, each as ``change`` gives it again; one of which it gives nothing is left out."""
        kept: dict[str, Any] = {
            kind: tuple(new for one in self.of(kind) if (new := change(one)) is not None) for kind in STATEMENT_KINDS
        }
        return Statements(**kept)

    def __iter__(self) -> Iterator[Statement]:
        return (statement for kind in STATEMENT_KINDS for statement in self.of(kind))

    def __bool__(self) -> bool:
        return any(self)


def statement_file(kind: str) -> str:
    """The file that lists the statements of a kind, from the survey's root."""
    return f"content/statements/{kind}.yml"
