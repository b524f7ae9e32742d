"""The images of the survey, its areas and its topics that are shown where a link to their pages is shared.

Drawn in the site's own fonts and colours, once: an image is kept under the digest of what is on it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livingsurvey.model import Paper, Status, Survey, paths
from livingsurvey.store.files import remove, write_if_changed, write_kept

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

#: What is on an image: title, name of the survey, line below, and papers by year.
Card = dict[str, Any]

SIZE = (1200, 630)
_EDGE = 72
_FONTS = {"serif": "source-serif-4-latin-wght-normal.woff2", "sans": "inter-latin-wght-normal.woff2"}
_MARK = hashlib.sha256().digest_size
_DRAWING = 1  # raised when cards are drawn differently, so that those drawn before are not used again

# A pixel is one byte: from ink to paper in even steps, and one more for the accent.
_INK, _PAPER, _ACCENT = (0x1F, 0x1C, 0x18), (0xFB, 0xF9, 0xF4), (0x0F, 0x56, 0x76)
_LIGHT, _BLUE, _GREY = 254, 255, 74
_ENDS = tuple(zip(_INK, _PAPER, strict=True))
_STEPS = [round(ink + (paper - ink) * at / _LIGHT) for at in range(_LIGHT + 1) for ink, paper in _ENDS]

_WIDTH = SIZE[0] - 2 * _EDGE
_TITLES = ((84, 2), (68, 3), (54, 4))  # sizes of a title, and how many lines of each there is room for
_LONGEST = 300  # characters of a text that are looked at
_BAR, _YEARS = 74, 8  # the width of a year's bar, and how many of the last years are shown


def cards_of(survey: Survey) -> dict[str, Card]:
    """What is on each image, by its path in the site."""
    name, counts = survey.settings.name, survey.counts
    shown = [paper for paper in survey.papers if paper.status != Status.EXCLUDED]
    counted = [_count(counts.included or counts.papers, "paper")]
    counted += [_count(len(survey.areas), "area")] if survey.areas else []
    cards = {paths.card_path(): _card(name, survey.settings.tagline, " · ".join(counted), shown)}
    for topic in survey.topics:
        papers = survey.papers_of[topic.key]
        cards[paths.card_path(topic.key)] = _card(topic.title, name, _count(len(papers), "paper"), papers)
    return cards


def _card(title: str, over: str, under: str, papers: Sequence[Paper]) -> Card:
    years = sorted(Counter(paper.year for paper in papers if paper.year).items())
    return {"title": title, "over": over, "under": under, "years": years}


def _count(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"


def kept_card(card: Card, fonts: Path, kept: Path) -> bytes:
    """Return an image, drawing it unless it is ``kept`` from before, whole: its digest is kept behind it."""
    file = kept_file(card, fonts, kept)
    known = file.read_bytes() if file.is_file() else b""
    if (image := known[:-_MARK]) and known[-_MARK:] == hashlib.sha256(image).digest():
        return image
    image = draw(card, fonts)
    write_kept(file, image + hashlib.sha256(image).digest())
    return image


def place_cards(cards: dict[str, Card], fonts: Path, kept: Path, site: Path) -> None:
    """Put all images into the site; forget kept ones not wanted."""
    for path, card in cards.items():
        write_if_changed(site / path, kept_card(card, fonts, kept))
    forget_cards(cards.values(), fonts, kept)


def forget_cards(cards: Iterable[Card], fonts: Path, kept: Path) -> None:
    """Remove the kept images that are not those of any card."""
    for file in set(kept.glob("*.png")) - {kept_file(card, fonts, kept) for card in cards}:
        remove(file)


def kept_file(card: Card, fonts: Path, kept: Path) -> Path:
    """Return where an image is kept."""
    return kept / f"{_digest(card, fonts)}.png"


def _digest(card: Card, fonts: Path) -> str:
    sizes = [(fonts / name).stat().st_size if (fonts / name).is_file() else 0 for name in _FONTS.values()]
    return hashlib.sha256(json.dumps([_DRAWING, card, sizes]).encode()).hexdigest()[:32]


def draw(card: Card, fonts: Path) -> bytes:
    """Draw an image: the same bytes for the same card."""
    from PIL import Image, ImageDraw

    image = Image.new("L", SIZE, _LIGHT)
    pen = ImageDraw.Draw(image)
    small = _font(fonts, "sans", 30, 500)
    pen.rectangle((0, 0, SIZE[0], 11), fill=_BLUE)
    pen.text((_EDGE, 64), _cut(card["over"], small), font=small, fill=_GREY)
    lines, title = _title(card["title"], fonts)
    for number, line in enumerate(lines):
        pen.text((_EDGE, 116 + number * round(title.size * 1.16)), line, font=title, fill=0)
    pen.text((_EDGE, SIZE[1] - _EDGE - 34), _cut(card["under"], small), font=small, fill=_GREY)
    _bars(pen, card["years"], _font(fonts, "sans", 20, 500))
    image.putpalette([*_STEPS, *_ACCENT])
    stream = BytesIO()
    image.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


@cache
def _font(folder: Path, name: str, size: int, weight: int) -> "ImageFont.FreeTypeFont":
    """One of the site's fonts; the drawing library's own where that file is missing or cannot be read."""
    from PIL import ImageFont

    try:
        font = ImageFont.truetype(str(folder / _FONTS[name]), size)
        font.set_variation_by_axes([weight])
        return font
    except (OSError, NotImplementedError):
        return ImageFont.load_default(size)  # type: ignore[return-value]


def _title(text: str, fonts: Path) -> tuple[list[str], "ImageFont.FreeTypeFont"]:
    """Break a title into lines, in the largest size at which few enough of them hold it."""
    for size, most in _TITLES:
        font = _font(fonts, "serif", size, 600)
        lines = _broken(text, font)
        if len(lines) <= most and all(font.getlength(line) <= _WIDTH for line in lines):
            return lines, font
    last = " ".join(lines[most - 1 :])
    return [_cut(line, font) for line in [*lines[: most - 1], last]], font


def _broken(text: str, font: "ImageFont.FreeTypeFont") -> list[str]:
    lines = [""]
    for word in text[:_LONGEST].split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(text: str, font: "ImageFont.FreeTypeFont") -> str:
    """As much of a line as fits."""
    text = " ".join(text[:_LONGEST].split())
    if font.getlength(text) <= _WIDTH:
        return text
    while text and font.getlength(f"{text} …") > _WIDTH:
        text = text[:-1]
    return f"{text.rstrip()} …"


def _bars(pen: "ImageDraw.ImageDraw", years: Sequence[Sequence[int]], font: "ImageFont.FreeTypeFont") -> None:
    """Draw how many papers each year has, at the lower right."""
    ground, counts = SIZE[1] - _EDGE - 34, {year: count for year, count in years}  # noqa: C416
    last, most = max(counts, default=0), max(counts.values(), default=1)
    first = max(min(counts, default=1), last - _YEARS + 1)
    for year in range(first, last + 1):
        left = SIZE[0] - _EDGE - (last + 1 - year) * _BAR
        height = round(150 * counts.get(year, 0) / most)
        pen.rectangle((left + 10, ground - max(2, height), left + _BAR - 10, ground), fill=_BLUE)
        pen.text((left + _BAR / 2, ground + 8), str(year), font=font, fill=_GREY, anchor="ma")
