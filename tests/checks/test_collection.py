"""The real collection holds to its own rules, counted here without the rules' own code."""

import re
from collections import Counter

import pytest
from livingsurvey.checks.rule import RULES, rules_of
from livingsurvey.checks.run import check
from livingsurvey.model import Paper, Status, Survey, Topic
from livingsurvey.store import load

from tests.builders import REPOSITORY

#: A number that is not part of a name such as 7B, GPT-4, H2O or v1.2.
NUMBER = re.compile(r"(?<![A-Za-z0-9_.@/-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?=x\b|(?![A-Za-z0-9_/-]|[.,][0-9]))")
#: In brackets or as a noun, of a paper or of a work that is none.
CITED = re.compile(r"(?<![\w.-])@([a-z0-9]+(?:-[a-z0-9]+)*)")


def cited(survey: Survey, text: str) -> list[Paper]:
    """The papers that a text cites."""
    return [survey.paper[key] for key in CITED.findall(text) if key in survey.paper]


def known(papers: list[Paper]) -> set[float]:
    """The numbers that claims or abstracts of papers state, without their signs, and the years they appeared in."""
    changes = [claim.change for paper in papers for claim in paper.claims]
    ends = {abs(n) for change in changes for n in (change.value, change.low) if n is not None}
    texts = [text for paper in papers for text in (paper.abstract, paper.published_abstract or "")]
    years = {float(paper.published[:4]) for paper in papers if paper.published}
    return ends | years | {number for text in texts for number in digits(text)}


def digits(text: str) -> set[float]:
    """All numbers that a text writes in digits, those of names such as 7B among them."""
    return {float(n.replace(",", "")) for n in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)}


def numbers(text: str) -> list[float]:
    """The numbers in a text; citations, formulas (which are code) and the marks of lists aside."""
    words = CITED.sub("", re.sub(r"`[^`]*`|^\s*[0-9]+[.)]\s", "", text, flags=re.MULTILINE))
    return [float(found.replace(",", "")) for found in NUMBER.findall(words)]


def leaves(survey: Survey) -> list[Topic]:
    """The topics that are no areas."""
    return [topic for topic in survey.topics if topic.parent]


def test_the_whole_check_finds_nothing_not_even_advice() -> None:
    assert [str(found) for found in check(REPOSITORY, load(REPOSITORY))] == []


@pytest.mark.parametrize("name", RULES)
def test_no_rule_finds_anything_with_the_limits_of_this_survey(real_survey: Survey, name: str) -> None:
    assert [str(found) for found in rules_of(real_survey)[name](real_survey)] == []


def test_every_topic_has_4_to_40_papers(real_survey: Survey) -> None:
    counts = Counter(
        key for paper in real_survey.papers if paper.status != Status.EXCLUDED for key in set(paper.topics)
    )
    assert {topic.key: counts[topic.key] for topic in leaves(real_survey) if not 4 <= counts[topic.key] <= 40} == {}


def test_every_quote_stands_in_its_papers_file_among_the_words_of_the_abstract(real_survey: Survey) -> None:
    missing = [
        f"{paper.path}: {claim.quote}"
        for paper in real_survey.papers
        for claim in paper.claims
        if not any(claim.quote in (text or "") for text in (paper.abstract, paper.published_abstract))
    ]
    assert missing == []


#: Numbers in words, by the beginning of the word.
SPELT = {"two": {2}, "twice": {2}, "double": {2}, "half": {2, 50}, "halve": {2, 50}, "third": {3}, "quarter": {4},
         "fifth": {5}, "ten": {10}, "hundreds": {100}, "an order of magnitude": {1}}  # fmt: skip


def stated(quote: str) -> set[float]:
    """The numbers that a quote states in digits or words; a share of a baseline is a factor in percent."""
    words = {float(n) for word, some in SPELT.items() if re.search(rf"\b{word}", quote.lower()) for n in some}
    return digits(quote) | words | {round(100 * number, 6) for number in digits(quote)}


def test_every_number_of_a_claim_stands_in_its_quote(real_survey: Survey) -> None:
    invented = [
        f"{paper.path}: {number}"
        for paper in real_survey.papers
        for claim in paper.claims
        for number in (claim.change.value, claim.change.low)
        if number is not None and abs(number) not in stated(claim.quote)
    ]
    assert invented == []


def test_only_growths_and_orders_that_nobody_counts_have_no_number(real_survey: Survey) -> None:
    forms = Counter(
        claim.change.form for paper in real_survey.papers for claim in paper.claims if not claim.change.ends
    )
    assert set(forms) <= {"growth", "orders"}
    assert [
        claim.quote
        for paper in real_survey.papers
        for claim in paper.claims
        if not claim.change.ends and claim.change.form == "orders" and "of magnitude" not in claim.quote
    ] == []


def test_every_number_of_a_topics_prose_is_stated_by_a_paper_that_its_paragraph_cites(real_survey: Survey) -> None:
    loose = [
        f"{topic.path}: {number}"
        for topic in real_survey.topics
        for paragraph in re.split(r"\n\s*\n", topic.prose)
        for number in numbers(paragraph)
        if number not in known(cited(real_survey, paragraph))
    ]
    assert loose == []


def test_the_prose_holds_numbers_to_check(real_survey: Survey) -> None:
    assert sum(len(numbers(topic.prose)) for topic in real_survey.topics) > 50


def test_everything_that_is_cited_or_read_first_is_a_paper_in_scope_or_a_work_with_its_reference(
    real_survey: Survey,
) -> None:
    starts = {start.key for topic in real_survey.topics for start in topic.start_here}
    keys = {key for topic in real_survey.topics for text in topic.texts for key in CITED.findall(text)}
    works = {term.id for terms in real_survey.vocabulary.values() for term in terms if term.reference}
    assert keys & works, "prose cites no work that is no paper"
    in_scope = {paper.key for paper in real_survey.papers if paper.status == Status.INCLUDED}
    assert (sorted(starts - in_scope), sorted(keys - works - in_scope)) == ([], [])


def test_every_topic_cites_papers_of_its_own(real_survey: Survey) -> None:
    silent = [
        topic.key
        for topic in leaves(real_survey)
        if not {paper.key for paper in cited(real_survey, topic.prose)}
        & {paper.key for paper in real_survey.papers_of[topic.key]}
    ]
    assert silent == []


def test_every_included_paper_is_curated_and_every_excluded_one_has_its_reason(real_survey: Survey) -> None:
    bare = [
        paper.key
        for paper in real_survey.papers
        if (paper.status == Status.INCLUDED and not (paper.fields.get("kind") and paper.topics and paper.summary))
        or (paper.status == Status.EXCLUDED and not paper.reason)
        or paper.status is None
    ]
    assert bare == []


def test_every_topic_stands_below_an_area_and_every_area_has_topics(real_survey: Survey) -> None:
    areas = {area.key for area in real_survey.areas}
    assert {topic.parent for topic in leaves(real_survey)} == areas
