"""Which paper refines, disputes, builds on or names which, with the sentence that says so."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from livingsurvey.analysis.sentences import abstract_sentences
from livingsurvey.model import Paper, RelationKind, Status, Survey, Term
from livingsurvey.model.markup import Inline

#: A relation that curators have read, or that one paper names another, which a machine finds.
ShownKind = RelationKind | Literal["names"]
#: How a text of a paper is shown.
Typeset = Callable[[Paper, str], Inline]


class ShownRelation(NamedTuple):
    """What the abstract of ``source`` says of the paper ``to``, in the words of ``quote``; empty if not found."""

    source: str
    to: str
    kind: ShownKind
    quote: Inline


def find_relations(survey: Survey, typeset: Typeset) -> tuple[ShownRelation, ...]:
    """All relations between papers that are not excluded: those of curators, then each other naming of a work.

    A paper names another where a term that it has, of any field, says that the other introduced it (``paper:``).

    Args:
        survey: whose relations, papers and vocabularies are read.
        typeset: how a paper's words are shown.
    """
    shown = {paper.key: paper for paper in survey.papers if paper.status != Status.EXCLUDED}
    read = [one for one in survey.relations if one.source in shown and one.to in shown and one.source != one.to]
    known = {(one.source, one.to) for one in read}
    found = [ShownRelation(one.source, one.to, one.kind, typeset(shown[one.source], one.quote)) for one in read]
    for paper in shown.values():
        for term, to in _works_named(survey, paper):
            if to in shown and to != paper.key and (paper.key, to) not in known:
                known.add((paper.key, to))
                quote = naming_sentence(paper, (term.name, *term.synonyms))
                found.append(ShownRelation(paper.key, to, "names", typeset(paper, quote) if quote else ()))
    return tuple(found)


def relations_by_paper(relations: Iterable[ShownRelation]) -> dict[str, tuple[ShownRelation, ...]]:
    """The relations that each paper has a part in, in their order; papers without any are left out."""
    found: dict[str, list[ShownRelation]] = {}
    for one in relations:
        found.setdefault(one.source, []).append(one)
        found.setdefault(one.to, []).append(one)
    return {key: tuple(its) for key, its in found.items()}


def _works_named(survey: Survey, paper: Paper) -> Iterator[tuple[Term, str]]:
    for field in survey.fields.of("paper"):
        terms = survey.term.get(field.vocabulary or "", {}) if field.has_terms else {}
        for name in paper.terms(field.id):
            if (term := terms.get(name)) and term.paper:
                yield term, term.paper


def naming_sentence(paper: Paper, names: Iterable[str]) -> str | None:
    """The first sentence of the abstract, or else the title, that has one of the names as a word of its own.

    Args:
        paper: whose published abstract is read where it is known, else the captured one.
        names: spellings of one name; case counts, as names are common words in small letters.
    """
    known = [re.escape(name) for name in sorted(names, key=len, reverse=True)]
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(known)})(?![\w])")
    sentences = abstract_sentences(" ".join((paper.published_abstract or paper.abstract).split()))
    return next((text for text in (*sentences, paper.title) if named.search(text)), None)
