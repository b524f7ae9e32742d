"""How alike papers are: what counts, how much, and that the work stays linear."""

import pytest
from livingsurvey.analysis.similarity import Similarity, Traits, traits_of

from tests.builders import paper, survey

WORDS = "coral reef bleaching heat stress larvae settlement algae symbiosis tide".split()


def traits(text: str, headline: str = "", topics: tuple[str, ...] = (), heading: str = "") -> Traits:
    return Traits(text, headline, topics, heading)


def scattered(count: int) -> list[Traits]:
    """Texts of three words each; neighbours share two of them."""
    return [traits(" ".join(WORDS[(n + step) % len(WORDS)] for step in range(3))) for n in range(count)]


def test_no_papers_are_like_nothing() -> None:
    assert Similarity([]).near == ()


def test_texts_alike_are_near_and_others_are_not() -> None:
    near = Similarity([traits("coral reef"), traits("coral reef"), traits("tide pools")]).near
    assert list(near[0]) == [1]
    assert near[0][1] == pytest.approx(1)
    assert near[2] == {}


@pytest.mark.parametrize(
    "more",
    [{"topics": ("reefs",)}, {"heading": "survey"}, {"headline": "larvae settle"}],
    ids=["topic", "heading", "title"],
)
def test_what_curators_say_makes_papers_with_equal_texts_nearer(more: dict[str, str]) -> None:
    one, two = traits("coral reef", **more), traits("coral reef", **more)  # type: ignore[arg-type]
    near = Similarity([one, traits("coral reef"), two, traits("tide")]).near[0]
    assert list(near) == [2, 1]


def test_a_first_topic_in_common_counts_more_than_a_further_one() -> None:
    papers = [traits("coral", topics=("a", "b")), traits("coral", topics=("a",)), traits("coral", topics=("b",))]
    near = Similarity([*papers, traits("tide", topics=("c",)), traits("tide", topics=("c",))]).near[0]
    assert list(near) == [1, 2]


def test_a_paper_without_curation_is_compared_by_its_text() -> None:
    here = survey(paper("one", title="Coral", abstract="Heat"), paper("two", title="Coral", abstract="Heat"))
    assert list(Similarity([traits_of(here, one) for one in here.papers]).near[0]) == [1]


def test_shared_terms_are_the_telling_ones_first() -> None:
    texts = ["coral reef heat", "coral reef tide", "coral tide", "heat tide"]
    assert Similarity([traits(text) for text in texts]).shared_terms(0, 1)[0] in {"coral reef", "reef"}


def test_a_term_of_many_papers_says_nothing_about_two() -> None:
    many = Similarity([traits(f"coral {WORDS[n % 10]} x{n // 2}") for n in range(100)])
    assert "coral" not in many.shared_terms(0, 1)
    assert "x0" in many.shared_terms(0, 1)


def test_of_many_papers_only_a_bounded_number_is_compared() -> None:
    assert max(len(near) for near in Similarity(scattered(600)).near) <= 120
