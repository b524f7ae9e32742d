"""One paper, one file: rules of identity."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from livingsurvey.checks.apart import arxiv_of, identified_apart, known_alike, told_apart
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, WARNING, Found, rule
from livingsurvey.checks.similar import similar_titles
from livingsurvey.importers.same_container import may_be_same_container
from livingsurvey.model import Paper, normalise_title
from livingsurvey.store.yaml_edit import Drop

_COMPARED = 50  # papers of one title with which each later one is compared
#: What may have the DOI of the book that it is in.
_PARTS = frozenset(["chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"])


@rule(WARNING, limits={"words": 4})
def duplicate_title(context: Context, words: int) -> Iterator[Found]:
    """Two papers have the same title, and nothing that is known of them tells them apart.

    Why: A work that is recorded twice is counted twice. Many works are called «Introduction»: other authors, years,
        journals or identifiers tell them apart. Where authors or date of one are not known, only titles of at least
        four words count.
    Fix: Merge the two files, keeping the older key, or complete what is known of them.
    Wrong: title: "Scaling laws – revisited"   # and another file of the same authors: Scaling Laws, Revisited
    Right: title: Scaling laws, revisited   # in one file, with all records of it under seen
    """
    for paper, first in _repeated(context, lambda paper: context.title[paper.key], _same_work(words)):
        fix = f"Merge it into {first.path}, or complete authors and date of both."
        yield Found(paper.path, f"«{paper.title}» is also {first.key}.", fix, ("title",))


def _same_work(words: int) -> Callable[[Paper, Paper], bool]:
    def _is_same(one: Paper, other: Paper) -> bool:
        return not told_apart(one, other) and (known_alike(one, other) or len(one.title.split()) >= words)

    return _is_same


@rule(WARNING)
def duplicate_arxiv(context: Context) -> Iterator[Found]:
    """Two papers have the same arXiv identifier, whatever the version.

    Why: An arXiv identifier names one paper, also when it is in a DOI; one of the two records is wrong, or both
        are one paper.
    Fix: Merge the two files, or correct the identifier of one.
    Wrong: arxiv: '2412.04315'   # and another file: doi: 10.48550/arXiv.2412.04315
    Right: arxiv: '2412.04315'   # in one file
    """
    for paper, first in _repeated(context, arxiv_of):
        name = "arxiv" if paper.arxiv else "doi"
        fix = f"Merge it into {first.path}, or correct one of the identifiers."
        yield Found(paper.path, f"arXiv «{arxiv_of(paper)}» is also {first.key}.", fix, (name,))


@rule(WARNING)
def duplicate_doi(context: Context) -> Iterator[Found]:
    """Two papers have the same DOI; case does not count.

    Why: A DOI names one publication; one of the two records is wrong, or both are one paper. Chapters of one book may
        share the book's.
    Fix: Merge the two files, or correct the DOI of one.
    Wrong: doi: 10.1145/ABC.123   # and another file: 10.1145/abc.123
    Right: doi: 10.1145/abc.123   # in one file
    """
    for paper, first in _repeated(context, lambda paper: (paper.doi or "").lower(), _of_no_book):
        fix = f"Merge it into {first.path}, or correct one of the DOIs."
        yield Found(paper.path, f"DOI «{paper.doi}» is also {first.key}.", fix, ("doi",))


def _of_no_book(one: Paper, other: Paper) -> bool:
    """Whether two papers are anything but two parts of one container whose DOI both may have."""
    same = normalise_title(one.title) == normalise_title(other.title)
    types = {_type(paper) for paper in (one, other)}
    in_one = bool(one.venue and other.venue) and may_be_same_container(one.venue or "", other.venue or "")
    return same or not in_one or not types <= _PARTS


def _type(paper: Paper) -> str | None:
    """The type of work that is stated; a part of a book where a source states the DOI, but no type."""
    stated = paper.publication.type if paper.publication else None
    return stated or ("chapter" if "doi" in paper.provenance else None)


@rule(WARNING, limits={"characters": 400})
def duplicate_abstract(context: Context, characters: int) -> Iterator[Found]:
    """Two papers have the same abstract under different titles, and no identifiers that tell them apart.

    Why: Papers are renamed between versions; the abstract shows that two records are one paper, or that an abstract
        was put into the wrong file.
    Fix: Merge the two files, keeping the newer title, or put the right abstract into one.
    Wrong: abstract: We present …   # and another file, with another title, begins just so
    Right: abstract: We present …   # in one file
    """
    for paper, first in _repeated(context, lambda paper: _beginning(paper.abstract, characters), _told_by_title):
        fix = f"Merge it into {first.path}, or correct one of the abstracts."
        yield Found(paper.path, f"the abstract is also that of «{first.key}».", fix, ("abstract",))


def _told_by_title(one: Paper, other: Paper) -> bool:
    return normalise_title(one.title) != normalise_title(other.title) and not identified_apart(one, other)


def _beginning(abstract: str, characters: int) -> str:
    text = " ".join(abstract[:characters].casefold().split())
    return text if len(abstract) >= characters else ""


@rule(ADVICE, limits={"percent": 93})
def near_duplicate(context: Context, percent: int) -> Iterator[Found]:
    """Two titles are the same but for a letter or two, or the order of their words.

    Why: A slip of the pen in a title makes a second paper out of one. Titles whose numbers differ are left alone,
        and so are papers that merely share a short name, or whose authors, dates, journals or identifiers differ.
    Fix: Merge the two files if they are one paper; if not, their identifiers say so: two different arXiv
        identifiers or DOIs end the question.
    Wrong: title: Coral bleachin under heat stress   # and Coral bleaching under heat stress
    Right: title: Coral bleaching under heat stress   # once
    """
    papers = context.survey.papers
    titles = [paper.title for paper in papers]
    alike = context.worked_out("similar titles", (str(percent), *titles), lambda: (*similar_titles(titles, percent),))
    for one, other in alike:
        first, paper = papers[one], papers[other]
        if context.title[first.key] != context.title[paper.key] and not told_apart(first, paper):
            fix = f"Merge it into {first.path} if they are one; different arXiv identifiers keep them apart."
            yield Found(paper.path, f"«{paper.title}» is nearly the title of {first.key}.", fix, ("title",))


def _always(*_: Paper) -> bool:
    return True


def _repeated(
    context: Context, name: Callable[[Paper], str], alike: Callable[[Paper, Paper], bool] = _always
) -> Iterator[tuple[Paper, Paper]]:
    """Each paper that shares its ``name`` with an earlier one and is ``alike``, and the first such."""
    same = defaultdict(list)
    for paper in context.survey.papers:
        if called := name(paper):
            same[called].append(paper)
    for papers in same.values():
        for n, paper in enumerate(papers[1:], start=1):
            earlier = papers[: min(n, _COMPARED)]  # a name that hundreds share shows nothing
            if (first := next((one for one in earlier if alike(one, paper)), None)) is not None:
                yield paper, first


@rule(WARNING, fixes=True)
def repeated_value(context: Context) -> Iterator[Found]:
    """A list holds the same entry twice, or a term is listed among its own synonyms.

    Why: It would be counted, linked or shown twice. Authors that a bibliography lists are left as it lists them.
    Fix: Remove the second.
    Wrong: topics: [restoration, restoration]
    Right: topics: [restoration]
    """
    for paper in context.survey.papers:
        lists = {name: getattr(paper, name) for name in ("aliases", "code", "topics")}
        if "authors" not in paper.provenance:  # two people of one name may well have written one paper
            lists["authors"] = paper.authors
        lists |= {field.id: paper.terms(field.id) for field in context.survey.fields.of("paper") if field.by_name}
        for name, values in lists.items():
            if len(values) > 1 and len(set(values)) < len(values):
                yield from _twice(paper.path, (name,), values)
    for topic in context.survey.topics:
        yield from _twice(topic.path, ("start_here",), [start.key for start in topic.start_here])
    for name, terms in context.survey.vocabulary.items():
        for n, term in enumerate(terms):
            file = f"content/vocabulary/{name}.yml"
            yield from _twice(file, (n, "synonyms"), term.synonyms, {term.name})


def _twice(
    file: str, path: tuple[str | int, ...], values: tuple[str, ...] | list[str], before: set[str] | None = None
) -> Iterator[Found]:
    known = set(before or ())
    for n, value in enumerate(values):
        if value in known:
            said = f"«{value}» is twice in {path[-1]}."
            # A list that would be left empty is better removed by hand.
            edit = Drop((*path, n)) if n else None
            yield Found(file, said, "Remove one of them.", (*path, n), edit=edit)
        known.add(value)
