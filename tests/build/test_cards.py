"""Images for shared links: of the right size, the same every time, drawn once, whatever is on them."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.build import cards
from livingsurvey.build.cards import SIZE, Card, cards_of, draw, place_cards
from livingsurvey.model import Status, Survey
from PIL import Image

from tests.builders import REPOSITORY, paper, survey, topic

FONTS = REPOSITORY / "overrides" / "assets" / "fonts"
CARD: Card = {"title": "Caches", "over": "Test Survey", "under": "3 papers", "years": [[2021, 1], [2024, 2]]}


def image(card: Card, fonts: Path = FONTS) -> Image.Image:
    opened = Image.open(BytesIO(draw(card, fonts)))
    opened.load()
    return opened


def test_an_image_is_a_png_of_the_size_that_is_asked_for() -> None:
    drawn = image(CARD)
    assert (drawn.format, drawn.size) == ("PNG", SIZE)
    assert len(draw(CARD, FONTS)) < 40_000


def test_an_image_is_in_the_colours_of_the_site() -> None:
    drawn = image(CARD).convert("RGB")
    colours = [colour for _, colour in sorted(drawn.getcolors(1 << 20) or [], reverse=True)]
    assert colours[0] == (0xFB, 0xF9, 0xF4)
    assert {(0x0F, 0x56, 0x76), (0x1F, 0x1C, 0x18)} <= set(colours)


def test_the_same_card_gives_the_same_bytes() -> None:
    assert draw(CARD, FONTS) == draw(dict(CARD), FONTS)


@pytest.mark.parametrize("change", [{"title": "Other"}, {"over": "O"}, {"under": "1 paper"}, {"years": [[2024, 1]]}])
def test_everything_on_a_card_is_seen(change: Card) -> None:
    assert draw(CARD | change, FONTS) != draw(CARD, FONTS)


def ink(drawn: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels inside a box are not paper."""
    part = drawn.convert("RGB").crop(box)
    return sum(count for count, colour in part.getcolors(1 << 20) or [] if colour != (0xFB, 0xF9, 0xF4))


@pytest.mark.parametrize("title", ["word " * 100, "W" * 400, "量子化 " * 90, "الكفاءة " * 80])
def test_a_long_title_stays_within_its_place(title: str) -> None:
    drawn = image(CARD | {"title": title, "over": title, "under": ""})
    assert ink(drawn, (0, 12, 60, SIZE[1])) == 0
    assert ink(drawn, (SIZE[0] - 60, 12, *SIZE)) == 0
    assert ink(drawn, (72, 370, 500, SIZE[1])) == 0


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 10**6)), max_size=4))
@settings(deadline=None, max_examples=25)
def test_any_text_and_any_years_can_be_drawn(text: str, years: list[tuple[int, int]]) -> None:
    assert image({"title": text, "over": text, "under": text, "years": sorted(dict(years).items())}).size == SIZE


def test_without_the_fonts_another_is_used(tmp_path: Path) -> None:
    assert image(CARD, tmp_path).size == SIZE


def test_there_is_a_card_for_the_survey_and_for_each_topic_and_area() -> None:
    made = cards_of(
        survey(
            paper("a", topics=("t",), published="2024", status=Status.INCLUDED),
            paper("b", topics=("t",), status=Status.EXCLUDED, published="1990"),
            topics=(topic("area"), topic("t", "area", title="Topic")),
        )
    )
    assert set(made) == {"assets/cards/home.png", "assets/cards/topics/area.png", "assets/cards/topics/t.png"}
    assert made["assets/cards/topics/t.png"] == {
        "title": "Topic",
        "over": "Test Survey",
        "under": "1 paper",
        "years": [(2024, 1)],
    }
    assert made["assets/cards/home.png"]["under"] == "1 paper · 1 area"


def test_an_empty_survey_has_one_card() -> None:
    made = cards_of(survey())
    assert list(made) == ["assets/cards/home.png"]
    assert image(made["assets/cards/home.png"]).size == SIZE


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, site = tmp_path / "kept", tmp_path / "site"
    wanted = {"a/one.png": CARD, "two.png": CARD | {"title": "Two"}}
    place_cards(wanted, FONTS, kept, site)
    assert len(list(kept.iterdir())) == 2
    before = {path: (site / path).read_bytes() for path in wanted}
    monkeypatch.setattr(cards, "draw", pytest.fail)
    place_cards(wanted, FONTS, kept, tmp_path / "other")
    assert {path: (tmp_path / "other" / path).read_bytes() for path in wanted} == before


def test_a_card_that_is_no_longer_wanted_is_forgotten(tmp_path: Path) -> None:
    place_cards({"one.png": CARD}, FONTS, tmp_path / "kept", tmp_path / "site")
    place_cards({"one.png": CARD | {"title": "New"}}, FONTS, tmp_path / "kept", tmp_path / "site")
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_the_real_survey_has_a_card_for_every_topic(real_survey: Survey) -> None:
    made = cards_of(real_survey)
    assert len(made) == len(real_survey.topics) + 1
    assert all(card["years"] for card in made.values())
