"""Rules of works that papers name: each with a paper of this survey, or a reference to where it was published."""

from collections.abc import Iterator, Mapping

from livingsurvey.analysis.mentions import paper_name
from livingsurvey.analysis.works import is_named, work_fields, work_vocabularies
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model import Paper, Status, Survey, Term, normalise_title
from livingsurvey.model.formulas import plain_formulas
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.yaml_edit import Put


def _works(survey: Survey) -> Iterator[tuple[str, int, Term]]:
    """Every term that may be a work: the file of its vocabulary, its place there, and itself."""
    for name, terms in survey.vocabulary.items():
        for n, term in enumerate(terms):
            if term.paper or term.reference:
                yield f"content/vocabulary/{name}.yml", n, term


@rule(ERROR, fixes=True)
def unknown_work_paper(context: Context) -> Iterator[Found]:
    """The paper of a term does not exist.

    Why: The term's page would say that the work is in this collection, and lead nowhere.
    Fix: Name the key of the paper that introduces the work, or give a reference instead. A former key is replaced by
        the present one.
    Wrong: {id: reef-check, name: Reef Check, definition: …, paper: reef-chek}
    Right: {id: reef-check, name: Reef Check, definition: …, paper: reef-check-a-protocol-for-divers}
    """
    for file, n, term in _works(context.survey):
        key = term.paper or ""
        if key and key not in context.survey.paper and not context.unread.may_be("papers", key):
            now, path = context.current.get(key), (n, "paper")
            edit = Put(path, key, now.key) if now else None
            fix = f"Name «{now.key}»." if now else did_you_mean(key, context.survey.paper, "Give a reference instead.")
            yield Found(file, f"there is no paper «{key}».", fix, path, edit=edit)


@rule(ERROR)
def paper_and_reference(context: Context) -> Iterator[Found]:
    """A term has both a paper of this survey and a reference.

    Why: A reference says where a work is that this collection does not have; of one that it has, the paper says so.
    Fix: Remove the reference.
    Wrong: {id: reef-check, name: Reef Check, definition: …, paper: reef-checks, reference: {title: Reef Check}}
    Right: {id: reef-check, name: Reef Check, definition: …, paper: reef-checks}
    """
    for file, n, term in _works(context.survey):
        if term.paper and term.reference:
            said = f"«{term.name}» has the paper {term.paper} and a reference."
            yield Found(file, said, "Remove the reference.", (n, "reference"))


@rule(ERROR)
def ambiguous_citation(context: Context) -> Iterator[Found]:
    """The id of a term with a reference is the key of a paper, or the id of another such term.

    Why: Prose cites both by this name, and it would be unclear which of them is meant.
    Fix: Give the term another id.
    Wrong: {id: coral-bleaching, name: Coral Bleaching, definition: …, reference: {title: Coral Bleaching}}
    Right: {id: coral-bleaching-1998, name: Coral Bleaching, definition: …, reference: {title: Coral Bleaching}}
    """
    seen: dict[str, str] = {}
    for file, n, term in _works(context.survey):
        if term.reference:
            paper = context.survey.paper.get(term.id) or context.current.get(term.id)
            other = paper.path if paper else seen.get(term.id)
            if other:
                said = f"«{term.id}» also names what is in {other}."
                yield Found(file, said, "Give the term another id.", (n, "id"))
            seen.setdefault(term.id, file)


@rule(WARNING)
def reference_without_source(context: Context) -> Iterator[Found]:
    """A reference does not say where its authors, year and numbers were read.

    Why: Readers should be able to see what states them, as they can for every fact about a paper.
    Fix: Add the address of a public copy that states them.
    Wrong: reference: {title: Reef Check, year: 2019}
    Right: reference: {title: Reef Check, year: 2019, source: "https://example.org/reef-check"}
    """
    for file, n, term in _works(context.survey):
        if term.reference and not term.reference.source:
            said = f"the reference of «{term.name}» has no source."
            yield Found(file, said, "Add «source:», the address of a copy that states it.", (n, "reference"))


@rule(WARNING)
def work_in_collection(context: Context) -> Iterator[Found]:
    """A work that is said to be elsewhere is a paper of this survey, by its title, its number or its name.

    Why: Readers would be told that the collection lacks a paper which it has.
    Fix: Put the paper's key under paper, in place of the reference.
    Wrong: {id: reefscan, name: ReefScan, definition: …}   # a paper is called ReefScan: Seeing Corals
    Right: {id: reefscan, name: ReefScan, definition: …, paper: reefscan-seeing-corals}
    """
    survey = context.survey
    names = _Known(survey, context.title)
    for vocabulary in work_vocabularies(survey):
        for n, term in enumerate(survey.vocabulary[vocabulary]):
            paper = None if term.paper or term.deprecated_to else names.paper_of(term)
            if paper:
                said = f"«{term.name}» is introduced by {paper.path}, it seems."
                fix = f"Write «paper: {paper.key}», without a reference."
                yield Found(f"content/vocabulary/{vocabulary}.yml", said, fix, (n,), term.name)


class _Known:
    """The papers of a survey by what a work may be known by; of two with the same name neither."""

    def __init__(self, survey: Survey, titles: Mapping[str, str]) -> None:
        papers = [paper for paper in survey.papers if paper.status != Status.EXCLUDED]
        self._ids = {number: paper for paper in papers for number in (paper.arxiv, paper.doi) if number}
        self._titles = {titles[paper.key]: paper for paper in papers}
        self._names: dict[str, Paper | None] = {}
        for paper in papers:
            if name := paper_name(plain_formulas(paper.title)):
                self._names[name] = None if name in self._names else paper

    def paper_of(self, term: Term) -> Paper | None:
        """The paper that introduces a work, as far as its reference or, without one, its name shows."""
        if (reference := term.reference) is None:
            named = (self._names.get(name) for name in (term.name, *term.synonyms))
            return next((paper for paper in named if paper), None)
        title = self._titles.get(normalise_title(reference.title))
        return self._ids.get(reference.arxiv or "") or self._ids.get(reference.doi or "") or title


@rule(WARNING)
def work_not_named(context: Context) -> Iterator[Found]:
    """A paper is said to name a work, but its title and abstract have none of the work's names.

    Why: Pages show the sentence that names it; without one, nobody can see why the paper is counted.
    Fix: Add the spelling that the abstract has to the term's synonyms, or remove the name from the paper.
    Wrong: names: [Reef Check]   # the abstract: We follow ReefCheck-2
    Right: names: [Reef Check]   # the abstract: We follow Reef Check
    """
    survey = context.survey
    for field in work_fields(survey):
        terms = survey.term.get(field.vocabulary or "", {})
        for paper in survey.papers:
            for n, name in enumerate(paper.terms(field.id) if paper.abstract else ()):
                if name in terms and not is_named(paper, terms[name]):
                    said = f"«{name}» is not in the title or the abstract, nor is a synonym."
                    path = (field.id, n) if field.by_name else (field.id,)
                    yield Found(paper.path, said, "Add the spelling there to the term's synonyms.", path)
