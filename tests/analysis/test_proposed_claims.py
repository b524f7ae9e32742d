"""Claims proposed for an abstract: what they are, that each is valid, and how often readers made them."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.proposed_claims import ClaimProposer, ProposedClaim
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import RULES
from livingsurvey.model import Claim, FieldTable, Paper, Status, Survey, Term

from tests.bench.simulated_claims import shares, simulate, unlearned
from tests.builders import REPOSITORY, claim, paper, survey

#: What is measured on the papers of this repository, with some room.
FLOORS = {"recall": 0.78, "precision": 0.84, "form": 0.82, "measure": 0.55, "bound": 0.85, "unit": 0.85}
RULES_OF_CLAIMS = (
    "quote-not-in-abstract",
    "value-not-in-quote",
    "formula-not-in-quote",
    "change-form",
    "percent-vs-points",
    "duplicate-claim",
)
MEASURES = (
    Term(id="mortality", name="mortality", definition="Deaths among patients.", better="less"),
    Term(id="pain", name="pain", definition="Pain that patients report.", better="less"),
    Term(id="life", name="quality of life", definition="How well patients live, by a questionnaire.", better="more"),
)
MEDICINE = (
    "Chronic heart failure affects 64 million people worldwide. In this randomised trial, we enrolled 1,204 patients "
    "at 45 sites between 2015 and 2019. Patients received 10 mg of the drug or placebo daily for 12 months. Compared "
    "with placebo, the drug reduced mortality by 23% (95% CI, 14 to 31). Pain scores were 1.8 points lower on "
    "average with the drug. Quality of life improved by up to 15% in older patients."
)


def without_claims() -> ClaimProposer:
    """Of a survey of medicine that has no claims yet."""
    return ClaimProposer(survey(vocabulary={"measures": MEASURES}))


def test_a_survey_without_claims_gets_proposals_from_its_vocabulary_and_general_english() -> None:
    proposed = without_claims().propose(MEDICINE)
    told = {(one.claim.fields["measure"], one.claim.change.form, one.claim.change.value) for one in proposed}
    assert told == {("mortality", "change", -23), ("pain", "points", -1.8), ("life", "percent", 15)}
    bounds = {one.claim.change.value: one.claim.change.bound for one in proposed}
    assert bounds == {-23: None, -1.8: "average", 15: "up to"}


def test_a_proposal_marks_its_sentence_and_its_number() -> None:
    one = next(one for one in without_claims().propose(MEDICINE) if one.claim.change.value == -23)
    assert MEDICINE[one.start : one.end] == one.claim.quote
    assert one.claim.quote.startswith("Compared with placebo") and one.claim.quote.endswith("31).")
    assert MEDICINE[slice(*one.figure)] == "23"
    assert 0.5 <= one.probability <= 1


@pytest.mark.parametrize("written", ["1.8 ×", r"$1.8\times$", r"1.8\times", "1.8times", "1.8x", "1.8-fold"])
def test_a_number_is_read_however_the_capture_wrote_it(written: str) -> None:
    text = f"It is new. Results show that it is {written} faster than others."
    (one,) = without_claims().propose(text)
    assert (one.claim.change.form, one.claim.change.value, one.claim.change.unit) == ("factor", 1.8, "×")
    assert one.claim.quote in text


def test_the_likeliest_comes_first_and_there_are_at_most_eight() -> None:
    proposed = without_claims().propose(" ".join(f"Results show that it is {n} times faster." for n in range(2, 22)))
    assert len(proposed) == 8
    assert [one.probability for one in proposed] == sorted((one.probability for one in proposed), reverse=True)


def test_what_is_stated_twice_is_proposed_once() -> None:
    proposed = without_claims().propose("Results show 4 times less pain, that is 4 times less pain.")
    assert [one.claim.change.value for one in proposed] == [4]


def test_readers_teach_which_figures_they_take() -> None:
    taken = partial(claim, measure="pain", change={"form": "level", "value": 5, "unit": "wombats"})
    abstract = "We counted 5 wombats in the wild. It is 4 times faster."
    made = (taken(quote="We counted 5 wombats in the wild."),)
    papers = [paper(f"p-{n}", abstract=abstract, status=Status.INCLUDED, claims=made) for n in range(30)]
    learned = ClaimProposer(survey(*papers, vocabulary={"measures": MEASURES}))
    proposed = learned.propose("We counted 7 wombats in the wild. It is 3 times faster.")
    assert [one.claim.change.unit for one in proposed] == ["wombats"]
    left_out = frozenset(one.key for one in papers)
    forgot = ClaimProposer(survey(*papers, vocabulary={"measures": MEASURES}), left_out)
    assert [one.claim.change.unit for one in forgot.propose(abstract)] == ["×"]


@pytest.mark.parametrize("text", ["", "It is new.", "\x00", "日本語", "$" * 500, "O(" * 500, "1" * 400 + "x faster"])
def test_a_text_without_a_result_is_proposed_nothing(text: str) -> None:
    assert without_claims().propose(text) == ()


def test_a_survey_without_fields_proposes_numbers_alone() -> None:
    bare = ClaimProposer(survey(fields=FieldTable(())))
    (one,) = bare.propose("Results show that it is 4 times faster.")
    assert one.claim.fields == {}


WORDS = st.sampled_from(
    ["It", "reduces", "cost", "by", "up to", "4", "3.5", "1{,}024", "%", "×", r"$2\times$", "half", "and", "to", "-",
     "from", "points", "O(n)", "orders of magnitude", ".", "(", "GB", "$", "\n", "higher", "of", "1,5", "two thirds"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=100))
def test_whatever_the_text_proposals_are_valid_and_in_their_places(text: str) -> None:
    proposed = without_claims().propose(text)
    assert len(proposed) <= 8
    assert all(text[one.start : one.end] == one.claim.quote for one in proposed)
    assert all(one.start <= one.figure[0] < one.figure[1] <= one.end for one in proposed)
    one = paper(abstract=text).model_copy(update={"claims": claims(proposed)})
    assert broken(survey(one, vocabulary={"measures": MEASURES})) == []


def claims(proposed: tuple[ProposedClaim, ...]) -> tuple[Claim, ...]:
    """The claims of proposals."""
    return tuple(one.claim for one in proposed)


def broken(whole: Survey) -> list[str]:
    """What the rules of claims find in a survey."""
    context = Context(whole, REPOSITORY)
    return [f"{name}: {one.message}" for name in RULES_OF_CLAIMS for one in RULES[name].search(context)]


def test_every_proposal_for_the_papers_of_this_repository_keeps_the_rules_of_claims(real_survey: Survey) -> None:
    proposer = ClaimProposer(real_survey)

    def proposed(one: Paper, text: str) -> Paper:
        return one.model_copy(update={"claims": claims(proposer.propose(text))})

    captured = [proposed(one, one.abstract) for one in real_survey.papers]
    published = [proposed(one, one.published_abstract or "") for one in real_survey.papers]
    assert min(sum(len(one.claims) for one in some) for some in (captured, published)) > 200
    for some in (captured, published):
        assert broken(replace(real_survey, papers=tuple(some))) == []


def test_readers_made_the_claims_that_would_have_been_proposed(real_survey: Survey) -> None:
    measured = shares(simulate(real_survey))
    print({name: round(share, 3) for name, share in measured.items()})
    assert {name: share for name, share in measured.items() if share < FLOORS[name]} == {}


def test_general_weights_alone_find_most_of_what_readers_took(real_survey: Survey) -> None:
    measured = shares(unlearned(real_survey))
    assert min(measured["recall"], measured["precision"]) >= 0.7
