"""Works that papers name, in this collection or not: who names each, and in which sentence of the abstract.

A vocabulary is of works where one of its terms has a paper or a reference. The work is linear in the texts and in
the names that papers have.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from livingsurvey.analysis.index_entries import current_term
from livingsurvey.analysis.mentions import paper_name
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.model import Paper, Status, Survey, SurveyField, Term
from livingsurvey.model.formulas import plain_formulas
from livingsurvey.model.markup import Inline, plain_text

#: Behind what ends a sentence; an initial or an abbreviation does not.
_END = re.compile(r"[.!?](?<![.\s]\w.)(?<!\bal.)(?<!\bcf.)(?<!\bvs.)(?<!\betc.)['’”)]*\s+(?=[\"“‘(\[$\\]?[A-Z0-9])")
_PART = re.compile(r"[^\W_]+|[^\w\s-]")
#: A name glued to more of a word is another name (EAGLE in EAGLE-2, LoRA in QLoRA), but not in LoRA-based.
_BETWEEN = r"[\s~-]*"
_BEFORE = r"(?<!\w)(?<![A-Z0-9]-)"
_AFTER = r"(?:s|es)?(?!\w)(?!-?\d)(?!-[A-Z])(?!\.\d)"
#: Where nothing else is found, a variant or a size of it will do: T5-XXL, TinyLlama-1.1B.
_VARIANT = r"(?!\w)(?!-?\d[\d.]*(?![\d.BMK]))(?!\.\d)"


class Naming(NamedTuple):
    """A paper that names a work, and the sentence that does; empty where it was not found in the abstract."""

    paper: str
    sentence: Inline = ()


class NamedWork(NamedTuple):
    """A term that is a work, and which papers that are not excluded name it, newest first."""

    vocabulary: str
    term: Term
    namings: tuple[Naming, ...] = ()

    @property
    def absent(self) -> bool:
        """Whether it is not in this collection."""
        return self.term.paper is None


@dataclass(frozen=True)
class NamedWorks:
    """The works of a survey, by vocabulary and id of the term, those that most papers name first."""

    by_term: Mapping[tuple[str, str], NamedWork]

    @cached_property
    def introduced(self) -> dict[str, tuple[NamedWork, ...]]:
        """The works that papers of the survey introduce, by the key of the paper."""
        found: dict[str, tuple[NamedWork, ...]] = {}
        for work in self.by_term.values():
            if key := work.term.paper:
                found[key] = (*found.get(key, ()), work)
        return found

    @cached_property
    def _named(self) -> dict[str, list[tuple[str, str, Naming]]]:
        """What each paper names, by its key: the vocabulary and the id of each term, and the naming."""
        named: dict[str, list[tuple[str, str, Naming]]] = defaultdict(list)
        for (vocabulary, term), work in self.by_term.items():
            for naming in work.namings:
                named[naming.paper].append((vocabulary, term, naming))
        return named

    @cached_property
    def _term(self) -> dict[tuple[str, str], Term]:
        """The terms alone, for who names them: a work of which all is read changes with each paper that names it."""
        return {key: work.term for key, work in self.by_term.items()}

    @cached_property
    def _place(self) -> dict[tuple[str, str], int]:
        return {key: place for place, key in enumerate(self.by_term)}

    def named_by(self, papers: Iterable[Paper]) -> list[NamedWork]:
        """The works that some papers name, each with those of them that do, those that most name first."""
        found: dict[tuple[str, str], list[Naming]] = defaultdict(list)
        for paper in papers:
            for vocabulary, term, naming in self._named.get(paper.key, ()):
                found[vocabulary, term].append(naming)
        order = sorted(found, key=lambda key: self._place[key])
        named = [NamedWork(key[0], self._term[key], tuple(found[key])) for key in order]
        return sorted(named, key=lambda work: -len(work.namings))


def work_vocabularies(survey: Survey) -> tuple[str, ...]:
    """The vocabularies of works: those with a term that has a paper or a reference."""
    return tuple(
        name
        for name, terms in survey.vocabulary.items()
        if name in survey.fields.vocabularies and any(term.paper or term.reference for term in terms)
    )


def work_fields(survey: Survey) -> tuple[SurveyField, ...]:
    """The fields of papers whose terms are works."""
    return tuple(
        field for name in work_vocabularies(survey) for field in survey.fields.vocabularies[name] if field.of == "paper"
    )


def find_works(survey: Survey) -> NamedWorks:
    """Find who names each work. A paper that introduces a work does not name it, nor does an excluded one."""
    fields = work_fields(survey)
    namings: dict[tuple[str, str], dict[str, Naming]] = defaultdict(dict)
    for paper in survey.newest if fields else ():
        for field in fields if paper.status != Status.EXCLUDED else ():
            for name in paper.terms(field.id):
                term = current_term(survey, field.vocabulary or "", name)
                if term and term.paper != paper.key:
                    found = namings[field.vocabulary or "", term.id]
                    found.setdefault(paper.key, Naming(paper.key, shown_sentence(paper, (name, *_names(term)))))
    works = [
        NamedWork(name, term, tuple(namings[name, term.id].values()))
        for name in work_vocabularies(survey)
        for term in survey.vocabulary[name]
        if not term.deprecated_to
    ]
    works.sort(key=lambda work: (-len(work.namings), work.term.name.casefold(), work.term.id))
    return NamedWorks({(work.vocabulary, work.term.id): work for work in works})


def is_named(paper: Paper, term: Term) -> bool:
    """Whether a paper's title or abstract has a name of a term, or one of its synonyms."""
    texts, names = _texts(paper, title=True), _names(term)
    return any(_plain_start(text, name) >= 0 for text in texts for name in names) or bool(_first_place(texts, names))


def _plain_start(text: str, name: str) -> int:
    """Where a name is a text's own words, as it nearly always is, seen at once, without its pattern; -1 elsewhere."""
    start = text.find(name)
    if start < 0 or "_" in name or not (name[0].isalnum() and name[-1].isalnum()):
        return -1
    end = start + len(name)
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if after == ".":
        after = text[end + 1 : end + 2]  # of a number, it is part of a version
    return start if _parts_words(before) and _parts_words(after) else -1


def _parts_words(sign: str) -> bool:
    """Whether what is next to a name is surely no part of it."""
    return not sign or not (sign.isalnum() or sign in "_-")


def shown_sentence(paper: Paper, names: Sequence[str]) -> Inline:
    """The first sentence of a paper's abstract that has one of the names, as it is shown; nothing where none has."""
    place = _first_place(_texts(paper), tuple(names))
    if place is None:
        return ()
    return shown_text(paper, _sentence_at(*place))


def _sentence_at(text: str, start: int) -> str:
    """The sentence of a text that something in it belongs to."""
    begin = 0
    for match in _END.finditer(text):
        if start < match.end():
            return text[begin : match.end()].strip()
        begin = match.end()
    return text[begin:].strip()


def naming_sentence(paper: Paper, named: Paper) -> Inline:
    """The first sentence of a paper's abstract with the name that another paper's title gives its work."""
    name = paper_name(plain_formulas(named.title))
    return shown_sentence(paper, (name,)) if name else ()


def _names(term: Term) -> tuple[str, ...]:
    return (term.name, *term.synonyms)


def _texts(paper: Paper, title: bool = False) -> tuple[str, ...]:
    own = (paper.published_abstract or "", paper.abstract) + ((paper.title,) if title else ())
    return tuple(text for text in own if text)


@lru_cache(maxsize=1 << 15)  # a server that rebuilds after one edit finds all other texts here
def _first_place(texts: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, int] | None:
    """The text in which a name is, and where: as it is written, else in any case, else without scripts and LaTeX."""
    tries = ((False, _AFTER), (True, _AFTER), (False, _VARIANT))
    found = (place for any_case, after in tries if (place := _place(texts, names, any_case, after)))
    # Without scripts comes last, though a variant is less: it takes many times longer, and is seldom needed.
    return next(found, None) or _place(tuple(map(_without_scripts, texts)), names, True, _AFTER)


def _place(texts: tuple[str, ...], names: tuple[str, ...], any_case: bool, after: str) -> tuple[str, int] | None:
    for text, name in ((text, name) for text in texts for name in names):
        if not any_case and (start := _plain_start(text, name)) >= 0 and start == text.find(_PART.findall(name)[0]):
            return text, start  # it is written otherwise nowhere before, as that would begin in the same way
        if not _may_hold(text, name, any_case):
            continue
        if found := _pattern(name, any_case, after).search(text):
            return text, found.start()
    return None


def _may_hold(text: str, name: str, any_case: bool) -> bool:
    """Whether a text has all parts of a name, seen without a pattern: making one takes longer than all else."""
    if any_case:
        if not (text.isascii() and name.isascii()):  # of other signs, cases are a matter of patterns
            return True
        text, name = text.lower(), name.lower()
    return all(map(text.__contains__, _PART.findall(name)))


def _without_scripts(text: str) -> str:
    """A text with H₂O and ``H$_2$O`` written H2O."""
    return unicodedata.normalize("NFKC", plain_text(typeset_latex(text)))


@lru_cache(maxsize=1 << 14)
def _pattern(name: str, any_case: bool, after: str) -> re.Pattern[str]:
    """The name as a whole word; between its parts there may be a hyphen, a blank or nothing."""
    parts: Iterator[str] = (re.escape(part) for part in _PART.findall(name))
    return re.compile(f"{_BEFORE}(?{'i' * any_case}:{_BETWEEN.join(parts)}){after}")
