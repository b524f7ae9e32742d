"""What every set of pages renders with: the template environment, and what all templates are given."""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.prose_figures import StatedFigure, figures_in
from livingsurvey.citations.citation_formats import formats_of
from livingsurvey.model import Claim, Extensions, RuleDoc, Status, Survey, paths
from livingsurvey.model.fields import NOT_STATED
from livingsurvey.model.markup import plain_text
from livingsurvey.site import escape, words
from livingsurvey.site.explore.searches import found_by
from livingsurvey.site.figures import figure_text
from livingsurvey.site.links import Links
from livingsurvey.site.messages import Messages
from livingsurvey.site.page_links import PageLinks
from livingsurvey.site.prose import Cited, Defined, ProseRenderer, ShownFigure
from livingsurvey.site.recorded import Reads
from livingsurvey.site.time_axis import TimeAxis, time_axis

Value = TypeVar("Value")


def _environment(own: Path | None) -> Environment:
    """A template environment: whatever a template prints is escaped by its type.

    A template in the folder ``own`` of the survey replaces the tool's of the same name.
    """
    environment = Environment(
        loader=FileSystemLoader([*([own] if own else []), Path(__file__).parent]),
        autoescape=True,
        finalize=escape.to_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled_templates(),
        auto_reload=False,  # a renderer lives for one build, and looks at no template twice
    )
    environment.filters |= {"code": escape.code_span, "code_block": escape.code_block}
    environment.globals |= {"words": words, "paths": paths}
    return environment


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Return where compiled templates are kept between builds, if the system has a safe place: compiling takes time."""
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


class Renderer:
    """Renders templates of one survey. A set of pages is a function ``(Renderer) -> {path: Markdown}``.

    ``rules`` is what the rules say of themselves, for the page about them; ``messages`` are the words of the
    interface, English if none are given.
    """

    def __init__(
        self,
        survey: Survey,
        analysis: Analysis,
        rules: tuple[RuleDoc, ...] = (),
        messages: Messages | None = None,
        reads: Reads | None = None,
    ) -> None:
        self._reads = reads = reads or Reads()
        self._whole = survey
        self._environment = _environment(survey.extensions.templates)
        self.messages = messages or Messages()
        self.rules = rules
        self.survey = survey = reads.of("survey", survey, extensions=lambda: "")  # with any, all pages are made
        self.analysis = analysis = reads.of("analysis", analysis, finder=lambda: (survey.vocabulary, survey.fields))
        self.links = Links(survey, analysis, reads)
        self.page_links = PageLinks(survey, analysis, self.links, reads)
        self._years = self.named("years", self._all_years)
        self._answers = self.named("answers", self._found_by_constraints)
        self._prose = ProseRenderer(self.cited, self._defined, self._stated)
        shared = {"survey": survey, "analysis": analysis, "prose": self._prose.render, "links": self.links}
        shared["formats"] = formats_of(survey.extensions)
        words_of_interface = {"t": self.messages.t, "sentence": self._sentence, "messages": self.messages}
        words_of_interface["figure"] = self.figure
        self._shared = shared | words_of_interface | self.page_links.context()

    @cached_property
    def without_summaries(self) -> "Renderer":
        """What renders pages that show no summary of a paper: they stay as they are when one of these is edited.

        Its survey has none. What extensions show is up to them: they get the whole survey.
        """
        if self._whole.extensions != Extensions():
            return self
        other = copy(self)
        other.survey = self._reads.of("survey without summaries", self._whole.without_summaries())
        other._shared = self._shared | {"survey": other.survey}
        return other

    def named(self, name: str, make: Callable[[], Value]) -> Callable[[], Value]:
        """Return what gives a value that pages read in place of all that it is made of (:meth:`.Reads.named`).

        Args:
            name: which no other value has; it must be named before any page is made.
            make: makes it.
        """
        return self._reads.named(name, make)

    @property
    def years(self) -> TimeAxis:
        """The years of all small charts of papers."""
        return self._years()

    @property
    def answers(self) -> dict[str, frozenset[str]]:
        """The keys of the papers that each constraint of the survey's decisions finds, by its id."""
        return self._answers()

    def _all_years(self) -> TimeAxis:
        return time_axis(self.survey, (paper for paper in self.survey.papers if paper.status != Status.EXCLUDED))

    def _found_by_constraints(self) -> dict[str, frozenset[str]]:
        decisions = self.survey.settings.decisions
        asked = decisions.constraints if decisions else ()
        return {one.id: frozenset(paper.key for paper in found_by(self.survey, one.search)) for one in asked}

    def markdown(self, template: str, **context: Any) -> str:
        """Render a template of Markdown: the body of a page.

        It also sees ``survey``, ``analysis``, ``prose``, the messages by ``t``, messages with links in them by
        ``sentence``, the figure of a claim by ``figure``, and the links of :class:`PageLinks`.
        """
        return self._environment.get_template(template).render(self._shared | context)

    def figure(self, claim: Claim) -> str:
        """The figure of a claim, with its direction in words."""
        return figure_text(self.messages, self.survey, claim)

    def _sentence(self, key: str, **values: Any) -> Markup:
        """A message in Markdown, whose values may be markup."""
        pieces = self.messages.pieces(key, **values)
        text = (escape.to_markdown(piece) if n % 2 else escape.within_line(piece) for n, piece in enumerate(pieces))
        return Markup("").join(text)

    def _defined(self, text: str) -> list[tuple[int, int, Defined]]:
        """The terms that a text names: from, to, and what there is to say."""
        found = []
        for start, end, vocabulary, named in self.analysis.finder.find(text):
            term = self.links.term(vocabulary, named.id) or named
            if term.id in self.analysis.entries.get(vocabulary, {}):
                source = paths.term_source(vocabulary, term.id)
                found.append((start, end, Defined(term.name, term.definition, source)))
        return found

    def _stated(self, sentence: str, keys: Sequence[str]) -> list[tuple[int, int, ShownFigure]]:
        """The figures of a sentence that claims of the papers it cites state: from, to, and the claim."""
        papers = [self.survey.paper[key] for key in keys if key in self.survey.paper]
        return [
            (one.start, one.end, ShownFigure(paths.claim_source(one.paper.key, one.claim + 1), self._says(one)))
            for one in figures_in(sentence, papers)
        ]

    def _says(self, figure: StatedFigure) -> str:
        """A claim in words, its quotation last."""
        claim, t = figure.paper.claims[figure.claim], self.messages.t
        quote = plain_text(self.analysis.quotes[figure.paper.key][figure.claim])
        parts = [
            self.figure(claim),
            t("claim.baseline", baseline=claim.against) if claim.against not in (None, NOT_STATED) else "",
            t("claim.setting", setting=claim.on) if claim.on else "",
            t("claim.quoted", quote=quote),
        ]
        return " · ".join(filter(None, parts))

    def cited(self, key: str) -> Cited | None:
        """The work that prose cites by a key: a paper, or a term that says where its work was published."""
        if paper := self.survey.paper.get(key):
            who, year = words.cited_as(self.messages, paper.authors, paper.year, words.citation_label(paper))
            title = plain_text(self.analysis.title[key])
            return Cited(who, title, paper.summary or "", paths.paper_source(key), year)
        if key not in self.survey.landmark:
            return None
        vocabulary, term = self.survey.landmark[key]
        assert term.reference  # that is what makes it a landmark
        who, year = words.cited_as(self.messages, term.reference.authors, term.reference.year, term.name)
        return Cited(who, term.reference.title, term.definition, paths.term_source(vocabulary, key), year)
