"""Citations as a reader sees them: what a paper is called, what is said of it, several at once, and unknown ones."""

import re
from typing import Any

import pytest
from livingsurvey.model import HandPage, Paper, Reference, Term
from livingsurvey.site.words import citation_label

from tests.builders import paper, survey, topic
from tests.site.engines import ENGINES, Parsed, site_html
from tests.site.samples import HOSTILE, rendered

NAMED = paper("named", title="SliceGPT: Compress Large Language Models", summary="Deletes rows and columns.")
DATED = paper(
    "dated", title="Paging Attention with Blocks", authors=("Ada Lovelace", "Alan Turing"), published="2023-09"
)
LANDMARK = "@sorter sorts, as is known [@sorter], but not [@plain]."
BARE = paper("bare", title="On the cost of everything")


def page(prose: str, *papers: Paper, path: str = "topics/area.md") -> str:
    """The Markdown of an area, a topic or a page that has ``prose``, in a survey of some papers."""
    made = survey(
        *(papers or (NAMED, DATED, BARE)),
        topics=(topic("area", prose=prose), topic("inner", "area", prose=prose)),
        pages=(HandPage(key="hand", title="Hand", body=prose),),
    )
    return rendered(made)[path].split("\n---\n", 1)[1]


def citations(markdown: str) -> list[dict[str, str]]:
    """Address, label and title of each citation in a page as the site shows it."""
    pattern = r'<a href="(?P<href>[^"]*)" title="(?P<says>[^"]*)">(?P<label>.*?)</a>'
    return [match.groupdict() for match in re.finditer(pattern, site_html(markdown))]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("SliceGPT: Compress Large Language Models", "SliceGPT"),
        ("Get More with LESS: Synthesizing Recurrence", "Lovelace 2024"),
        ("Large Language Monkeys: Scaling Inference", "Large Language Monkeys"),
        ("A*-Decoding: Token-Efficient Inference", "A*-Decoding"),
        ("H_2O: Heavy-Hitter Oracle", "H2O"),
        ("MoE^{2}: Two Mixtures", "MoE2"),
        ("  Spaced : Out", "Spaced"),
        ("One: Two: Three", "One"),
        ("Attention Is All You Need", "Lovelace 2024"),
        ("A ratio of 1:2 between costs", "Lovelace 2024"),
    ],
)
def test_a_paper_is_called_by_the_name_before_its_titles_colon(title: str, label: str) -> None:
    assert citation_label(paper(title=title, authors=("Ada Lovelace",), published="2024-01")) == label


@pytest.mark.parametrize(
    ("authors", "published", "label"),
    [
        (("Ada Lovelace",), "2024", "Lovelace 2024"),
        (("Ada Lovelace", "Alan Turing"), "2024-05", "Lovelace & Turing 2024"),
        (("Ada Lovelace", "Alan Turing", "Bo Li"), "2024-05-01", "Lovelace et al. 2024"),
        (("Plato",), "1998", "Plato 1998"),
        (("Søren Ø. Kierkegaard",), "2020", "Kierkegaard 2020"),
        (("Ada Lovelace",), None, "One two three …"),
        ((), "2024", "One two three …"),
        ((), None, "One two three …"),
    ],
)
def test_a_paper_without_a_name_is_called_by_author_and_year(
    authors: tuple[str, ...], published: str | None, label: str
) -> None:
    assert citation_label(paper(title="One two three four", authors=authors, published=published)) == label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("One two three four", "One two three …"),
        ("One two three", "One two three"),
        ("One", "One"),
        ("One two three four: five", "One two three …"),
    ],
)
def test_a_paper_without_author_or_year_is_called_by_its_first_words(title: str, label: str) -> None:
    assert citation_label(paper(title=title)) == label


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("topics/area.md", "../papers/named.md"),
        ("topics/inner.md", "../papers/named.md"),
        ("hand.md", "papers/named.md"),
    ],
)
def test_a_citation_leads_to_the_papers_page_from_wherever_it_stands(path: str, href: str) -> None:
    assert [cite["href"] for cite in citations(page("See [@named].", path=path))] == [href]


def test_a_note_on_a_paper_may_cite_too() -> None:
    note = paper("noted", notes="Like [@named] and *more*.")
    markdown = page("", NAMED, note, path="papers/noted.md")
    assert [(cite["href"], cite["label"]) for cite in citations(markdown)] == [("../papers/named.md", "SliceGPT")]


def test_a_citation_says_the_title_and_leaves_the_summary_to_the_card_of_the_paper() -> None:
    (cite,) = citations(page("See [@named]."))
    assert cite["says"] == "SliceGPT: Compress Large Language Models."


def test_a_citation_of_a_paper_without_a_summary_says_its_title_alone() -> None:
    (cite,) = citations(page("See [@bare]."))
    assert cite["says"] == "On the cost of everything."


def test_a_citation_says_a_titles_latex_in_words() -> None:
    (cite,) = citations(page("See [@o].", paper("o", title="O: Sorting in O(n^2) or n_1 steps")))
    assert cite["says"] == "O: Sorting in O(n²) or n₁ steps."


def test_several_papers_stand_in_one_pair_of_brackets_in_their_order() -> None:
    text = Parsed(site_html(page("As shown [@dated; @named;@bare]."))).text
    places = [text.index(label) for label in ("(Lovelace and Turing 2023", "; SliceGPT", "; On the cost …")]
    assert places == sorted(places)


def test_a_paper_cited_twice_at_once_is_named_once() -> None:
    assert [cite["label"] for cite in citations(page("See [@named; @bare; @named]."))] == ["SliceGPT", "On the cost …"]


def test_an_unknown_key_is_shown_and_leads_nowhere() -> None:
    assert "See (ghost-paper)." in Parsed(site_html(page("See [@ghost-paper]."))).text
    assert citations(page("See [@ghost-paper].")) == []


def test_an_unknown_key_leaves_the_others_of_its_brackets() -> None:
    assert "(ghost; SliceGPT)" in Parsed(site_html(page("See [@ghost; @named]."))).text


def test_an_excluded_paper_can_still_be_followed() -> None:
    cites = citations(page("See [@out].", paper("out", title="Out: Of it", status="excluded", reason="off-topic")))
    assert [cite["href"] for cite in cites] == ["../papers/out.md"]


@pytest.mark.parametrize(
    ("authors", "parenthetical", "noun"),
    [
        (("Ada Lovelace",), "(Lovelace 2023)", "Lovelace (2023)"),
        (("Ada Lovelace", "Alan Turing"), "(Lovelace and Turing 2023)", "Lovelace and Turing (2023)"),
        (("Ada Lovelace", "Alan Turing", "Grace Hopper"), "(Lovelace et al. 2023)", "Lovelace et al. (2023)"),
        ((), "(SliceGPT)", "SliceGPT"),
    ],
)
def test_a_paper_is_cited_by_authors_and_year_in_parentheses_or_as_a_noun(
    authors: tuple[str, ...], parenthetical: str, noun: str
) -> None:
    cited = paper("cited", title="SliceGPT: Compress", authors=authors, published="2023-09")
    text = Parsed(site_html(page("It is so [@cited]. @cited show it, says @cited.", cited))).text
    assert f"It is so {parenthetical}. {noun} show it, says {noun}." in text


def test_works_of_the_same_authors_and_year_have_letters_in_the_order_of_the_text() -> None:
    papers = [paper(key, authors=("Ada Lovelace",), published="2023") for key in ("one", "two", "three")]
    text = Parsed(site_html(page("@two and [@one; @two].", *papers))).text
    assert "Lovelace (2023a) and (Lovelace 2023b; Lovelace 2023a)." in text
    assert "Lovelace (2023)." in Parsed(site_html(page("@three.", *papers))).text


def test_a_work_that_is_no_paper_here_is_cited_by_the_id_of_its_term() -> None:
    reference = Reference(title="Sorting Machines", authors=("Ada Lovelace",), year=1843, arxiv="1801.00001")
    term = Term(id="sorter", name="Sorter", definition="It sorts.", reference=reference)
    plain = Term(id="plain", name="Plain", definition="It is plain.")
    made = survey(topics=(topic("area"), topic("t", "area", prose=LANDMARK)), vocabulary={"methods": (term, plain)})
    text = rendered(made)["topics/t.md"]
    cites = citations(text.split("\n---\n", 1)[1])
    assert [(cite["label"], cite["href"]) for cite in cites] == [
        ("Lovelace (1843)", "../methods/sorter.md"),
        ("Lovelace 1843", "../methods/sorter.md"),
    ]
    assert cites[0]["says"] == "Sorting Machines. It sorts."
    assert "(plain)" in text
    assert "arxiv.org/abs/1801.00001" in text.split("\n---\n", 1)[0]


STATED = paper(
    "stated",
    authors=("Ada Lovelace",),
    published="1843",
    claims=(
        {"quote": "It is small.", "change": {"form": "level", "value": 1, "unit": "GB"}},
        {
            "quote": "It is up to 2.5 times faster than a mill.",
            "change": {"form": "factor", "value": 2.5, "unit": "×", "bound": "up to"},
            "against": "a mill",
            "on": "numbers",
        },
    ),
)
FIGURE = "2.5× better, at most · baseline: a mill · setting: numbers · “It is up to 2.5 times faster than a mill.”"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "prose",
    [
        "It is up to 2.5× faster [@stated].",
        "@stated is up to 2.5× faster.",
        "It is old. It is *up* to 2.5× faster\n[@named; @stated]. It is new.",
        "- It is 2.5× faster [@stated]\n- It is 2.5× slower",
        "It is **2.5×** faster, as [@stated] says.",
        "| a |\n|--|\n| It is 2.5× faster [@stated] |",
    ],
)
def test_a_figure_leads_to_the_claim_that_states_it_and_says_its_quotation(prose: str, engine: Any) -> None:
    html = engine(page(prose, STATED, NAMED))
    figures = re.findall(r'<a href="([^"]*#claim[^"]*)" title="([^"]*)">(.*?)</a>', html)
    assert [(href.replace(".html", ".md"), says, label) for href, says, label in figures] == [
        ("../papers/stated.md#claim-2", FIGURE, "2.5×")
    ]


def test_a_citation_next_to_a_figure_leads_to_the_paper() -> None:
    links = [(one["href"], one["label"]) for one in citations(page("It is 2.5× faster [@stated].", STATED))]
    assert links == [("../papers/stated.md#claim-2", "2.5×"), ("../papers/stated.md", "Lovelace 1843")]


@pytest.mark.parametrize(
    "prose",
    [
        "It is 2.5× faster. So says @stated.",
        "It is 3× faster [@stated].",
        "## It is 2.5× faster [@stated]",
        "It is [2.5× faster](hand.md) [@stated].",
        "It is `2.5×` faster [@stated].",
        "It is 2.5× faster [@named].",
        "It is 2.5× faster.",
    ],
)
def test_a_number_that_no_paper_cited_in_its_sentence_claims_is_text(prose: str) -> None:
    assert "#claim-" not in page(prose, STATED, NAMED)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("field", ["title", "summary", "authors"])
def test_hostile_text_in_a_card_or_label_stays_text(field: str, engine: Any) -> None:
    def parsed(text: str) -> Parsed:
        fields: dict[str, Any] = {"title": "Plain", "published": "2024", field: (text,) if field == "authors" else text}
        return Parsed(engine(page("See [@bad].", paper("bad", **fields))))

    assert parsed(HOSTILE).tags == parsed("Harmless").tags
    assert [name for name, _ in parsed(HOSTILE).attributes] == [name for name, _ in parsed("Harmless").attributes]


@pytest.mark.parametrize(
    "title", ["A*-Decoding*: x", "snake_case_name: x", "`code`: x", "a<b & c: x", "1. One: x", "# Head: x", "- x: y"]
)
@pytest.mark.parametrize("path", ["topics/area.md", "hand.md", "papers/noted.md"])
def test_signs_in_a_label_survive_every_engine(title: str, path: str) -> None:
    label = title.partition(":")[0].replace("_", "")
    for engine in ENGINES:
        noted = paper("noted", title="Noted", notes="See [@odd].")
        markdown = page("See [@odd].", paper("odd", title=title), noted, path=path)
        assert f"See ({label})." in Parsed(engine(markdown)).text.replace("\n", "")
