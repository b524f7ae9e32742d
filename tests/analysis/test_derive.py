"""What is derived of a whole survey: shown texts, reversed mentions, neighbours within a topic."""

from dataclasses import fields, replace

from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis, of_papers
from livingsurvey.model import Paper, Status, Survey
from livingsurvey.model.markup import plain_text

from tests.builders import claim, paper, survey, topic
from tests.growth import takes_at_most

TOPICS = (topic("area"), topic("cache", "area"), topic("other", "area"))


def in_topic(key: str, published: str | None = None, **fields: object) -> Paper:
    return paper(key, **{"topics": ("cache",), "published": published, **fields})


def neighbours(*papers: Paper) -> dict[str, tuple[str | None, str | None]]:
    return derive(survey(*papers, topics=TOPICS)).neighbours


def test_neighbours_follow_the_order_of_the_topic_newest_first() -> None:
    papers = in_topic("a", "2023"), in_topic("b", "2025"), in_topic("c", "2024")
    assert neighbours(*papers) == {"b": (None, "c"), "c": ("b", "a"), "a": ("c", None)}


def test_papers_without_a_date_come_last_by_title() -> None:
    papers = in_topic("b"), in_topic("a"), in_topic("c", "2024")
    assert neighbours(*papers) == {"c": (None, "a"), "a": ("c", "b"), "b": ("a", None)}


def test_a_paper_alone_in_its_topic_has_no_neighbours() -> None:
    assert neighbours(in_topic("a")) == {"a": (None, None)}


def test_a_paper_without_a_topic_has_no_neighbours() -> None:
    assert neighbours(paper("a"), in_topic("b"))["a"] == (None, None)


def test_a_paper_of_an_unknown_topic_has_no_neighbours() -> None:
    assert neighbours(in_topic("a", topics=("ghost",)), in_topic("b", topics=("ghost",)))["a"] == (None, None)


def test_an_excluded_paper_is_no_neighbour_and_has_none() -> None:
    found = neighbours(in_topic("a", "2025"), in_topic("b", "2024", status=Status.EXCLUDED), in_topic("c", "2023"))
    assert found == {"a": (None, "c"), "b": (None, None), "c": ("a", None)}


def test_only_papers_of_the_same_primary_topic_are_neighbours() -> None:
    found = neighbours(in_topic("a", "2025"), in_topic("b", "2024", topics=("other", "cache")), in_topic("c", "2023"))
    assert found["a"] == (None, "c")
    assert found["b"] == (None, None)


def test_mentions_are_told_from_both_sides() -> None:
    named = paper("named", title="SliceGPT: Rows")
    found = derive(survey(paper("b", abstract="SliceGPT"), paper("a", abstract="SliceGPT"), named))
    assert found.names == {"a": ("named",), "b": ("named",), "named": ()}
    assert found.named_by == {"a": (), "b": (), "named": ("a", "b")}


def test_titles_and_abstracts_are_typeset() -> None:
    found = derive(survey(paper("a", title="A 2times speedup", abstract=r"50\% less")))
    assert plain_text(found.title["a"]) == "A 2× speedup"
    assert plain_text(found.abstract["a"]) == "50% less"


def test_an_abstract_as_published_is_shown_in_place_of_the_captured_one() -> None:
    given = paper("a", abstract="1.8times faster", published_abstract=r"$1.8\times$ faster, $x^2$")
    assert plain_text(derive(survey(given)).abstract["a"]) == "1.8× faster, x²"


def test_only_damage_that_no_published_abstract_mends_is_told() -> None:
    damaged = {"abstract": "C_{Phi circ Psi} is lost"}
    papers = paper("a", **damaged), paper("b", **damaged, published_abstract="All is well."), paper("c")
    assert derive(survey(*papers)).damaged == {"a"}


def test_the_quotes_of_claims_are_typeset_in_their_order() -> None:
    change = {"form": "factor", "value": 2, "unit": "×"}
    claims = [claim(quote=quote, measure="m", change=change) for quote in ("2times less.", r"50\% more.")]
    quotes = derive(survey(paper("a", claims=claims))).quotes["a"]
    assert [plain_text(quote) for quote in quotes] == ["2× less.", "50% more."]


def test_an_empty_survey_has_an_empty_insight() -> None:
    found = derive(survey())
    assert (found.title, found.abstract, found.links, found.related, found.neighbours) == ({}, {}, {}, {}, {})


def test_every_paper_of_the_real_survey_has_every_fact(real_survey: Survey, real_insight: Analysis) -> None:
    keys = set(real_survey.paper)
    facts = ("title", "abstract", "links", "names", "named_by", "related", "neighbours")
    assert all(set(getattr(real_insight, fact)) == keys for fact in facts)


def test_the_same_survey_gives_the_same_insight(real_survey: Survey, real_insight: Analysis) -> None:
    assert derive(real_survey) == real_insight


def test_of_a_changed_paper_is_derived_what_comes_of_it_alone_and_the_rest_stays() -> None:
    old = survey(in_topic("a", "2023"), in_topic("b", "2025", abstract="It extends a."), in_topic("c", "2024"))
    changed = in_topic("b", "2022", title="New", authors=("Ada",), abstract="See https://example.org/x for c.")
    new = replace(old, papers=tuple(changed if p.key == "b" else p for p in old.papers))
    before, told = derive(old), of_papers(derive(old), [changed])
    own = {"title", "abstract", "quotes", "links"}
    finder = {"finder"}  # which has no equal
    for field in {field.name for field in fields(Analysis)} - finder:
        assert getattr(told, field) == getattr(derive(new) if field in own else before, field), field
    assert told.title != before.title
    assert told.links["b"]


def many_in_one_topic(amount: int) -> Survey:
    words = "coral reef bleaching heat stress larvae settlement algae symbiosis tide".split()
    texts = (" ".join(words[(n + step * (n % 7)) % 10] + str(n // 50) for step in range(20)) for n in range(amount))
    return survey(*(in_topic(f"p{n:05}", abstract=text) for n, text in enumerate(texts)), topics=TOPICS)


def test_the_work_grows_with_the_number_of_papers_of_a_topic() -> None:
    surveys = {amount: many_in_one_topic(amount) for amount in (250, 2_000)}
    assert takes_at_most(16, lambda amount: derive(surveys[amount]), small=250, large=2_000)


def test_meanwhile_all_is_known_but_what_comes_from_comparing_texts() -> None:
    subject = survey(in_topic("a", "2024"), in_topic("b", "2024"), topics=TOPICS)
    seen: list[Analysis] = []
    whole = derive(subject, meanwhile=seen.append)
    (early,) = seen
    assert (early.related, early.places) == ({}, {})
    assert whole == derive(subject) == replace(early, related=whole.related, places=whole.places)
    assert set(whole.related) == {"a", "b"}
