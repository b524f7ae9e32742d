"""The table that compares what the papers of a topic report: its rows, their order, and what each tells."""

import re
from collections import Counter
from html import unescape
from typing import Any, NamedTuple

import pytest
from livingsurvey.model import Change, Claim, FigureWords, Paper, Survey, Term
from mkdocs.utils.meta import get_data

from tests import builders
from tests.builders import paper, survey, topic
from tests.site.engines import Parsed
from tests.site.samples import HOSTILE, rendered
from tests.theme.frames import FRAMES, Frame, article, jinja_frame, shown

MEASURES = (
    Term(
        id="latency",
        name="time to answer",
        definition="D.",
        better="less",
        words=FigureWords(less="less time", more="more time", times_less="faster"),
    ),
    Term(id="memory", name="memory", definition="D.", better="less"),
)
KINDS = (Term(id="method", name="new method", definition="D."),)
NOTE = (
    "Each figure is what its paper states, against its own baseline and in its own set-up. "
    "Figures from different set-ups are not comparable."
)


class Row(NamedTuple):
    """A row of the table as the site shows it; every cell is HTML, without references."""

    paper: str
    saves: str
    much: str
    against: str
    on: str
    kind: str
    year: str
    code: str


def claim(measure: str = "latency", value: float = 2.5, quote: str = "It is faster.", **fields: Any) -> Claim:
    """A claim of a factor."""
    change = fields.pop("change", Change(form="factor", value=value, unit="×"))
    return builders.claim(quote=quote, measure=measure, change=change, **fields)


def compared(*papers: Paper) -> Survey:
    """A survey of papers with a vocabulary of measures and kinds."""
    topics = (topic("area"), topic("topic", "area", title="The Topic"), topic("other", "area"))
    return survey(*papers, topics=topics, vocabulary={"measures": MEASURES, "kinds": KINDS})


def placed(key: str = "p", **fields: Any) -> Paper:
    """A paper of the topic."""
    return paper(key, **{"topics": ("topic",), "claims": (claim(),), **fields})


def page(subject: Survey, path: str = "topics/topic.md", frame: Frame = jinja_frame) -> str:
    """The topic's page as its reader gets it."""
    return article(shown(subject, path, frame))


def table(subject: Survey) -> str:
    """The HTML of the comparison alone; empty where there is none."""
    match = re.search(r'<div[^>]*class="table comparison".*?</div>', page(subject), re.DOTALL)
    return match[0] if match else ""


def rows(*papers: Paper) -> list[Row]:
    """The table's rows."""
    body = table(compared(*papers)).partition("<tbody>")[2]
    cells = [
        re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL)
        for line in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]
    return [Row(*(unescape(cell).replace("\u00a0", " ") for cell in line)) for line in cells]


def test_a_row_tells_all_that_a_claim_and_its_paper_hold() -> None:
    told = claim(quote="It is 2.5 times faster.", against="the baseline", on="MATH")
    full = placed(
        title="One: Two",
        claims=(told,),
        kind="method",
        published="2024-05",
        code=("https://github.com/a/b", "https://c.example"),
    )
    link = '<a href="https://github.com/a/b" rel="external noopener">code</a>'
    (row,) = rows(full)
    assert row[1:] == ("time to answer", "2.5× faster", "the baseline", "MATH", "new method", "2024", link)
    assert '<a href="../papers/p.html">One: Two</a>' in row.paper
    assert Parsed(row.paper).text.endswith("It is 2.5 times faster. Audit this number · This is wrong")


def test_what_is_not_known_is_a_dash() -> None:
    assert rows(placed())[0][3:] == ("–", "–", "–", "–", "–")


def test_every_claim_of_a_paper_has_a_row() -> None:
    many = placed(claims=tuple(claim(value=n) for n in (1, 2, 3, 4)))
    assert [row.much for row in rows(many)] == ["1× faster", "2× faster", "3× faster", "4× faster"]


@pytest.mark.parametrize(
    ("change", "much"),
    [
        ({"form": "factor", "value": 2.5, "unit": "×", "bound": "up to"}, "2.5× faster, at most"),
        ({"form": "change", "value": -75, "low": -60, "unit": "%"}, "60–75 % less time"),
        ({"form": "points", "value": 3, "unit": "points"}, "+3 points"),
        ({"form": "share", "value": 3.2, "unit": "% of the cache"}, "3.2 % of the cache time to answer"),
        (
            {"form": "level", "value": 4_400_000, "unit": "TPU hours", "bound": "about"},
            "about 4\u202f400\u202f000 TPU hours",
        ),
    ],
)
def test_a_change_says_its_direction_range_bound_and_unit(change: dict[str, Any], much: str) -> None:
    assert rows(placed(claims=(claim(quote="Q.", measure="latency", change=Change(**change)),)))[0].much == much


def test_rows_stand_measure_by_measure_in_the_order_of_the_vocabulary() -> None:
    first = placed("first", claims=(claim("memory"), claim("latency")), published="2025")
    second = placed("second", claims=(claim("memory"), claim("latency")), published="2024")
    found = [(row.saves, row.year) for row in rows(second, first)]
    assert found == [("time to answer", "2025"), ("time to answer", "2024"), ("memory", "2025"), ("memory", "2024")]


def test_measures_that_are_in_no_vocabulary_come_last_by_their_names() -> None:
    odd = placed(claims=(claim("odd-one"), claim("memory"), claim("another")))
    assert [row.saves for row in rows(odd)] == ["memory", "another", "odd-one"]


def test_without_a_vocabulary_rows_are_in_the_order_of_names() -> None:
    bare = survey(placed(claims=(claim("b"), claim("a"))), topics=(topic("area"), topic("topic", "area")))
    assert re.findall(r"<td[^>]*>([ab])</td>", table(bare)) == ["a", "b"]


@pytest.mark.parametrize("values", [(1, 100, 10), (100, 10, 1)])
def test_rows_are_not_ranked_by_their_numbers(values: tuple[float, ...]) -> None:
    found = rows(*(placed(f"p{n}", claims=(claim(value=value),)) for n, value in enumerate(values)))
    assert [row.much for row in found] == [f"{value}× faster" for value in values]


def test_the_note_that_figures_do_not_rank_stands_above_the_table() -> None:
    html = page(compared(placed()))
    assert html.index(NOTE) < html.index('class="table comparison"')
    assert "<th>Rank</th>" not in html


@pytest.mark.parametrize("papers", [(), (placed(claims=()),)])
def test_without_claims_there_is_no_table_and_no_note(papers: tuple[Paper, ...]) -> None:
    html = page(compared(*papers))
    assert "comparison" not in html
    assert "Reported results" not in html
    assert NOTE not in html


def test_only_papers_of_the_topic_that_are_not_excluded_are_compared() -> None:
    found = rows(
        placed("here"),
        placed("too", topics=("other", "topic")),
        placed("elsewhere", topics=("other",)),
        placed("out", status="excluded", reason="x"),
    )
    assert [re.search(r"papers/(\w+)\.html", row.paper)[1] for row in found] == ["here", "too"]  # type: ignore[index]


def test_an_area_has_no_table_of_results() -> None:
    assert "comparison" not in page(compared(placed()), "topics/area.md")


def test_a_quote_of_a_capture_is_typeset_as_the_abstract_is() -> None:
    (row,) = rows(placed(claims=(claim(quote="We are 2.5times faster in O(n^2), or 50\\% ``less''."),)))
    assert '<q dir="auto">We are 2.5× faster in O(n<sup>2</sup>), or 50% “less”.</q>' in row.paper


def test_a_quote_of_a_published_abstract_is_typeset_as_latex() -> None:
    quoted = claim(quote=r"It is $2.5\times$ faster in $\sqrt{n}$ steps.")
    (row,) = rows(placed(claims=(quoted,), published_abstract="A."))
    assert '<q dir="auto">It is 2.5× faster in <math alttext="\\sqrt{n}"><mrow><msqrt>' in row.paper
    assert Parsed(row.paper).text.endswith("It is 2.5× faster in n steps. Audit this number · This is wrong")


def test_a_quote_can_be_opened_and_says_what_it_is() -> None:
    (row,) = rows(placed())
    assert '<details class="quote"><summary>Show quotation</summary><q dir="auto">It is faster.</q> <a' in row.paper


def test_a_title_is_typeset_in_its_link() -> None:
    (row,) = rows(placed(title="H_2O: An O(n^2) cache"))
    assert '<a href="../papers/p.html">H<sub>2</sub>O: An O(n<sup>2</sup>) cache</a>' in row.paper


def test_the_table_can_be_reached_and_is_named_for_readers_who_do_not_see_it() -> None:
    attributes = dict(Parsed(table(compared(placed()))).attributes)
    assert attributes["tabindex"] == "0"
    assert attributes["role"] == "region"
    assert attributes["aria-label"] == "Results reported by the papers of The Topic"


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("field", ["title", "quote", "against", "on", "unit"])
def test_hostile_text_changes_no_element_and_no_row(field: str, frame: Frame) -> None:
    def tags(said: str) -> list[str]:
        change = Change(form="level", value=1, unit=said if field == "unit" else "×")
        fields = {name: said if field == name else "x" for name in ("quote", "against", "on")}
        bad = placed(title=said if field == "title" else "x", claims=(claim(measure="m", change=change, **fields),))
        return Parsed(page(compared(bad, placed("q")), frame=frame)).tags

    assert tags(HOSTILE) == tags("Harmless")


def test_every_claim_of_the_real_survey_is_compared_in_its_topics(real_survey: Survey) -> None:
    pages = rendered(real_survey)
    for place in filter(lambda one: one.parent, real_survey.topics):
        results = get_data(pages[f"topics/{place.key}.md"])[1].get("results", [])
        found = Counter(result["url"] for result in results)
        papers = real_survey.papers_of[place.key]
        assert found == Counter({f"../papers/{one.key}.html": len(one.claims) for one in papers if one.claims})
