"""Rules of the relations between papers: what the abstract of one says of another."""

from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model import Status
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.relation_file import FILE
from livingsurvey.store.yaml_edit import Put

_KEY_FIX = "Correct the key; it is the name of the paper's file."


@rule(ERROR, fixes=True)
def relation_paper(context: Context) -> Iterator[Found]:
    """A relation names a paper that does not exist or is excluded, or relates a paper to itself.

    Why: The arrow leads to nothing, or to what is out of scope.
    Fix: Correct the key; it is the name of the paper's file. A former key is replaced by the present one.
    Wrong: - {from: a-paper, to: a-papr, kind: refines, quote: The abstract of a-paper.}
    Right: - {from: a-paper, to: b-paper, kind: refines, quote: The abstract of a-paper.}
    """
    for n, relation in enumerate(context.survey.relations):
        for name, key in (("from", relation.source), ("to", relation.to)):
            paper = context.survey.paper.get(key)
            if paper is None and not context.unread.may_be("papers", key):
                now = context.current.get(key)
                edit = Put((n, name), key, now.key) if now else None
                fix = f"Name «{now.key}»." if now else did_you_mean(key, context.survey.paper, _KEY_FIX)
                yield Found(FILE, f"there is no paper «{key}».", fix, (n, name), edit=edit)
            elif paper and paper.status == Status.EXCLUDED:
                fix = "Remove the relation, or screen the paper again."
                yield Found(FILE, f"«{key}» is excluded from the survey.", fix, (n, name))
        if relation.source == relation.to:
            yield Found(FILE, f"«{relation.to}» is related to itself.", "Name another paper, or remove it.", (n, "to"))


@rule(ERROR)
def relation_quote(context: Context) -> Iterator[Found]:
    """A relation quotes words that are not in the abstract of its first paper.

    Why: The sentence is the proof that the authors say so, and is shown as theirs.
    Fix: Copy the words from the abstract as they are.
    Wrong: - {from: a-paper, to: b-paper, kind: refines, quote: It is a better B.}
    Right: - {from: a-paper, to: b-paper, kind: refines, quote: The abstract of a-paper.}
    """
    for n, relation in enumerate(context.survey.relations):
        paper = context.survey.paper.get(relation.source)
        if paper and relation.quote not in paper.abstract and relation.quote not in (paper.published_abstract or ""):
            said = f"«{relation.quote[:60]}» is not in the abstract of {paper.key}."
            yield Found(FILE, said, "Copy the words from the abstract as they are.", (n, "quote"))


@rule(WARNING)
def relation_order(context: Context) -> Iterator[Found]:
    """A paper refines, disputes or builds on one that appeared after it.

    Why: Mostly the two keys are in each other's place, and readers see the arrow point the wrong way.
    Fix: Exchange «from» and «to», or correct a date.
    Wrong: - {from: early-paper, to: late-paper, kind: refines, quote: The abstract of early-paper.}
    Right: - {from: late-paper, to: early-paper, kind: refines, quote: The abstract of late-paper.}
    """
    for n, relation in enumerate(context.survey.relations):
        first, second = (context.survey.paper.get(key) for key in (relation.source, relation.to))
        if first and second and _is_before(first.published, second.published):
            said = f"«{relation.source}» ({first.published}) appeared before «{relation.to}» ({second.published})."
            yield Found(FILE, said, "Exchange «from» and «to», or correct a date.", (n, "from"))


def _is_before(one: str | None, other: str | None) -> bool:
    """Whether a date is before another, as far as both are known: 2024 is not before 2024-05."""
    known = min(len(one or ""), len(other or ""))
    return (one or "")[:known] < (other or "")[:known]


@rule(WARNING)
def duplicate_relation(context: Context) -> Iterator[Found]:
    """Two relations say the same of the same papers.

    Why: The timeline would draw one arrow over the other, and lists would name it twice.
    Fix: Keep the one whose words say it best.
    Wrong: - {from: a-paper, to: b-paper, kind: refines, quote: The abstract of a-paper.}   # twice
    Right: - {from: a-paper, to: b-paper, kind: refines, quote: The abstract of a-paper.}   # once
    """
    known = set[str]()
    for n, relation in enumerate(context.survey.relations):
        if relation.id in known:
            said = f"«{relation.source}» {relation.kind} «{relation.to}» is there twice."
            yield Found(FILE, said, "Keep the one whose words say it best.", (n, "from"))
        known.add(relation.id)
