"""The rule of baselines in prose: whoever gives a gain over a weak one also gives that over the strongest."""

from collections.abc import Iterator
from functools import cache

from livingsurvey.analysis.figures import rank
from livingsurvey.analysis.sentences import abstract_sentences, prose_sentences
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import WARNING, Found, rule
from livingsurvey.model import NOT_STATED, Claim, Paper, Survey
from livingsurvey.model.citations import cited_keys, without_citations
from livingsurvey.model.figures import states

#: Figures that compare: of one sentence, of one scale, in one setting.
_Group = tuple[str, object, str | None]


@rule(WARNING)
def hidden_baseline(context: Context) -> Iterator[Found]:
    """Prose gives a gain over one baseline, where the paper's sentence has a smaller one over a stronger baseline.

    Why: A method that beats two weak systems by 29 times and the strongest by 3 times is 3 times better than what one
        would use. The smallest gain is the one over the strongest baseline.
    Fix: Give the smallest gain and its baseline in the same sentence.
    Wrong: It is 29 times faster than two systems [@a-paper].   # whose sentence has «3 times» over a third
    Right: It is 3 times faster than the best of three systems, and 29 times than the others [@a-paper].
    """
    survey = context.survey
    several = cache(lambda key: _several(survey, survey.paper[key]) if key in survey.paper else [])
    for topic in survey.topics:
        texts = (text for text in topic.texts if any(map(several, cited_keys(text))))
        for whole, sentence in ((text, one) for text in texts for one in prose_sentences(text)):
            for key in dict.fromkeys(cited_keys(sentence)):
                for claims in several(key):
                    if (weakest := _hidden(survey, claims, without_citations(sentence))) is not None:
                        start = whole.find(sentence)
                        yield Found(
                            topic.path,
                            f"«{key}» gains least over {weakest.against}, which is not said: "
                            f"{' '.join(sentence.split())[:50]} …",
                            "Give the smallest gain and its baseline in the same sentence.",
                            offset=context.in_body(topic.path, whole, start),
                        )


def _several(survey: Survey, paper: Paper) -> list[list[Claim]]:
    """The claims of a paper that compare with each other, over several baselines in one sentence."""
    groups: dict[_Group, list[Claim]] = {}
    compared = [claim for claim in paper.claims if claim.change.ends and claim.against not in (None, NOT_STATED)]
    for claim in compared if len({claim.against for claim in compared}) > 1 else ():
        scale = rank(survey, claim).scale
        groups.setdefault((_sentence_of(paper, claim), scale, claim.on), []).append(claim)
    return [claims for claims in groups.values() if len({claim.against for claim in claims}) > 1]


def _sentence_of(paper: Paper, claim: Claim) -> str:
    """The sentence of the abstract that a claim quotes from; the quote itself where it is not within one."""
    texts = (paper.abstract, paper.published_abstract or "")
    found = (sentence for text in texts for sentence in abstract_sentences(text) if claim.quote in sentence)
    return next(found, claim.quote)


def _hidden(survey: Survey, claims: list[Claim], sentence: str) -> Claim | None:
    """The claim with the smallest gain, where a sentence gives the figure of a greater one and not its own."""
    weakest = min(claims, key=lambda claim: rank(survey, claim).worth)
    least = rank(survey, weakest).worth
    if _given(weakest, sentence):
        return None
    return weakest if any(_given(c, sentence) for c in claims if rank(survey, c).worth > least) else None


def _given(claim: Claim, sentence: str) -> bool:
    return any(states(sentence, end) for end in claim.change.ends)
