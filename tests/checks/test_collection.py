"""The real collection holds to its own rules, counted here without the rules' own code."""

import re
from collections import Counter

import pytest
from livingsurvey.checks.rule import RULES
from livingsurvey.checks.run import check
from livingsurvey.model import Paper, Status, Survey, Topic
from livingsurvey.store import load

from tests.builders import REPOSITORY

#: A number that is not part of a name such as 7B, GPT-4, H2O or v1.2.
NUMBER = re.compile(r"(?<![A-Za-z0-9_.@/-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?=x\b|(?![A-Za-z0-9_/-]|[.,][0-9]))")
CITED = re.compile(r"@([a-z0-9-]+)")


def cited(survey: Survey, text: str) -> list[Paper]:
    """The papers that a text cites."""
    return [survey.paper[key] for group in re.findall(r"\[(@[^\]]*)\]", text) for key in CITED.findall(group)]


def claimed(papers: list[Paper]) -> set[float]:
    """The numbers that the claims of papers state, without their signs."""
    changes = [claim.change for paper in papers for claim in paper.claims]
    return {abs(n) for change in changes for n in (change.value, change.low) if n is not None}


def numbers(text: str) -> list[float]:
    """The numbers in a text, citations and the marks of lists aside."""
    words = re.sub(r"\[@[^\]]*\]|^\s*[0-9]+[.)]\s", "", text, flags=re.MULTILINE)
    return [float(found.replace(",", "")) for found in NUMBER.findall(words)]


def leaves(survey: Survey) -> list[Topic]:
    """The topics that are no areas."""
    return [topic for topic in survey.topics if topic.parent]


def test_the_whole_check_finds_nothing_not_even_advice() -> None:
    assert [str(found) for found in check(REPOSITORY, load(REPOSITORY))] == []


@pytest.mark.parametrize("name", RULES)
def test_no_rule_finds_anything(real_survey: Survey, name: str) -> None:
    assert [str(found) for found in RULES[name](real_survey)] == []


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


def stated(quote: str) -> set[float]:
    """The numbers that a quote states in digits or words; a share of a baseline is a factor in percent."""
    words = {"two": 2.0, "twice": 2.0, "double": 2.0, "ten": 10.0}
    digits = {float(n.replace(",", "")) for n in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", quote)}
    spelt = {number for word, number in words.items() if word in quote.lower()}
    return digits | spelt | {round(100 * number, 6) for number in digits}


def test_every_number_of_a_claim_stands_in_its_quote(real_survey: Survey) -> None:
    invented = [
        f"{paper.path}: {number}"
        for paper in real_survey.papers
        for claim in paper.claims
        for number in (claim.change.value, claim.change.low)
        if number is not None and abs(number) not in stated(claim.quote)
    ]
    assert invented == []


def test_every_number_of_a_topics_prose_is_claimed_by_a_paper_it_cites(real_survey: Survey) -> None:
    loose = [
        f"{topic.path}: {number}"
        for topic in real_survey.topics
        for paragraph in re.split(r"\n\s*\n", topic.prose)
        for number in numbers(paragraph)
        if number not in claimed(cited(real_survey, paragraph))
    ]
    assert loose == []


def test_the_prose_holds_numbers_to_check(real_survey: Survey) -> None:
    assert sum(len(numbers(topic.prose)) for topic in real_survey.topics) > 50


def test_everything_that_is_cited_or_read_first_is_a_paper_in_scope(real_survey: Survey) -> None:
    keys = {start.key for topic in real_survey.topics for start in topic.start_here}
    keys |= {paper.key for topic in real_survey.topics for paper in cited(real_survey, topic.prose)}
    assert [key for key in sorted(keys) if real_survey.paper[key].status != Status.INCLUDED] == []


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
