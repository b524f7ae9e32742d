"""Rules of curation in detail: what they let pass, and what they merely advise."""

from typing import Any

import pytest
from livingsurvey.checks.rule import RULES, rules_of
from livingsurvey.model import Paper, RuleSetting, Severity, Status, Survey, Term

from tests.builders import SETTINGS, paper, survey, topic

TERMS = (
    Term(id="alpha", name="Alpha", definition="D.", synonyms=("Al", "A")),
    Term(id="beta", name="Beta", definition="D.", deprecated_to="alpha"),
    Term(id="gamma", name="Gamma", definition="D.", deprecated_to="nowhere"),
)
QUOTE = "It is 2 to 2.5 times faster and takes 1,024 MB."


def claim(value: float = 2.5, low: float | None = 2, **fields: Any) -> dict[str, Any]:
    """A claim of a factor, as data."""
    change = {"form": "factor", "value": value, "low": low, "unit": "×"}
    return {"quote": QUOTE, "measure": "alpha", "change": change, **fields}


def fired(rule: str, subject: Survey) -> list[str]:
    """The messages of one rule."""
    return [found.message for found in RULES[rule](subject)]


def with_terms(*papers: Paper, name: str = "methods") -> Survey:
    """A survey with one vocabulary."""
    return survey(*papers, vocabulary={name: TERMS})


def prose(text: str, *papers: Paper, **fields: Any) -> Survey:
    """A survey with one topic that has ``text`` for prose."""
    return survey(*papers, topics=(topic("t", "area", prose=text, **fields),))


def unclaimed(text: str, *papers: Paper) -> list[str]:
    """The numbers in ``text`` that no claim supports."""
    return [message.split("»")[0][1:] for message in fired("number-without-claim", prose(text, *papers))]


def test_taste_is_advice_what_misleads_is_a_warning_and_what_is_false_is_an_error() -> None:
    by_level = {level: {id for id, rule in RULES.items() if rule.doc.severity == level} for level in Severity}
    assert {"summary-form", "topic-size", "topic-prose", "unused-term", "to-do", "field-order"} <= by_level["advice"]
    assert {"included-incomplete", "dead-link", "duplicate-doi", "term-spelling", "placeholder"} <= by_level["warning"]
    false = {"quote-not-in-abstract", "value-not-in-quote", "unsafe-link"}
    assert false <= by_level["error"]


@pytest.mark.parametrize("status", [None, Status.EXCLUDED])
def test_only_an_included_paper_must_be_complete(status: Status | None) -> None:
    assert fired("included-incomplete", survey(paper(status=status))) == []


def test_everything_an_included_paper_lacks_is_told() -> None:
    messages = fired("included-incomplete", survey(paper(status=Status.INCLUDED)))
    assert [message.split("«")[1] for message in messages] == [
        "kind:» is empty.",
        "topics:» is empty.",
        "summary:» is empty.",
    ]


def test_a_complete_included_paper_lacks_nothing() -> None:
    complete = paper(status=Status.INCLUDED, kind="method", topics=("t",), summary="S.")
    assert fired("included-incomplete", survey(complete)) == []


def test_any_reason_will_do_where_there_is_no_list_of_reasons() -> None:
    assert fired("excluded-without-reason", survey(paper(status=Status.EXCLUDED, reason="dull"))) == []


def test_a_reason_on_the_list_will_do() -> None:
    excluded = paper(status=Status.EXCLUDED, reason="alpha")
    assert fired("excluded-without-reason", with_terms(excluded, name="reasons")) == []


def test_the_reasons_on_the_list_are_named_in_the_fix() -> None:
    subject = with_terms(paper(status=Status.EXCLUDED, reason="dull"), name="reasons")
    assert [found.fix for found in RULES["excluded-without-reason"](subject)] == ["Choose one of: alpha, beta, gamma."]


@pytest.mark.parametrize("name", ["benchmarks", "models", "methods"])
def test_every_synonym_is_told_with_the_name_to_use(name: str) -> None:
    subject = with_terms(paper(**{name: ("Al", "Alpha", "A")}), name=name)
    assert fired("vocabulary-synonym", subject) == ["«Al» is called «Alpha».", "«A» is called «Alpha»."]


def test_a_replaced_term_is_told_with_the_one_to_use() -> None:
    assert fired("deprecated-term", with_terms(paper(methods=("Beta",)))) == ["«Beta» has been replaced by «Alpha»."]


@pytest.mark.parametrize("used", ["Alpha", "Gamma", "Unheard", "alphas"])
def test_names_and_unknown_words_are_no_synonyms(used: str) -> None:
    assert fired("vocabulary-synonym", with_terms(paper(methods=(used,)))) == []


def test_a_synonym_of_one_vocabulary_is_none_of_another() -> None:
    assert fired("vocabulary-synonym", with_terms(paper(models=("Al",)), name="methods")) == []


@pytest.mark.parametrize("used", ["Alpha", "alpha", "Al", "Beta"])
def test_names_ids_and_synonyms_are_known_terms(used: str) -> None:
    assert fired("unknown-term", with_terms(paper(methods=(used,)))) == []


@pytest.mark.parametrize("used", ["Alphabet", "Alpa", "B"])
def test_a_term_that_differs_in_any_letter_is_unknown(used: str) -> None:
    message = f"«{used}» is not in the vocabulary of methods."
    assert fired("unknown-term", with_terms(paper(methods=(used,)))) == [message]
    assert fired("term-spelling", with_terms(paper(methods=(used,)))) == []


@pytest.mark.parametrize("used", ["Alphas", "ALPHA", "Al-pha"])
def test_a_term_that_differs_in_case_hyphens_or_a_plural_is_misspelt(used: str) -> None:
    assert fired("term-spelling", with_terms(paper(methods=(used,)))) == [f"«{used}» is written «Alpha»."]
    assert fired("unknown-term", with_terms(paper(methods=(used,)))) == []


def test_without_a_vocabulary_every_term_will_do() -> None:
    used = paper(kind="odd", methods=("x",), models=("y",), benchmarks=("z",), claims=(claim(),))
    assert fired("unknown-term", survey(used)) == []


@pytest.mark.parametrize(
    ("name", "fields"), [("kinds", {"kind": "odd"}), ("measures", {"claims": (claim(measure="odd"),)})]
)
def test_kinds_and_measures_are_told_with_those_to_choose_from(name: str, fields: dict[str, Any]) -> None:
    found = list(RULES["unknown-term"](with_terms(paper(**fields), name=name)))
    assert [f.message for f in found] == [f"«odd» is not in the vocabulary of {name}."]
    assert "alpha, beta, gamma" in found[0].fix


def test_a_summary_of_thirty_words_is_short_enough() -> None:
    assert fired("summary-form", survey(paper(summary="word " * 30))) == []


def test_a_summary_may_share_seven_words_with_the_abstract_but_not_eight() -> None:
    abstract = "One two three four five six seven eight nine."
    assert fired("summary-form", survey(paper(abstract=abstract, summary="one two three four five six seven 8"))) == []
    copied = fired(
        "summary-form", survey(paper(abstract=abstract, summary="Two–three, four: five six seven eight nine"))
    )
    assert copied == ["«summary:» copies the abstract: “two three four five six seven eight nine”."]


def test_a_summary_copied_from_the_published_abstract_is_told_too() -> None:
    text = "One two three four five six seven eight."
    assert len(fired("summary-form", survey(paper(published_abstract=text, summary=text)))) == 1


@pytest.mark.parametrize("field", ["abstract", "published_abstract"])
def test_a_quote_may_stand_in_either_abstract(field: str) -> None:
    quoted = paper(claims=(claim(),), **{field: f"First. {QUOTE} Last."})
    assert fired("quote-not-in-abstract", survey(quoted)) == []


@pytest.mark.parametrize("abstract", [QUOTE.lower(), QUOTE.replace("2.5", "2.6"), QUOTE[:-1]])
def test_a_quote_must_stand_in_the_abstract_to_the_letter(abstract: str) -> None:
    assert len(fired("quote-not-in-abstract", survey(paper(abstract=abstract, claims=(claim(),))))) == 1


@pytest.mark.parametrize(("count", "told"), [(3, 1), (4, 0), (40, 0), (41, 1)])
def test_a_topic_holds_four_to_forty_papers(count: int, told: int) -> None:
    papers = [paper(f"p{n}", topics=("t",)) for n in range(count)]
    excluded = paper("x", topics=("t",), status=Status.EXCLUDED)
    subject = survey(*papers, excluded, topics=(topic("area"), topic("t", "area")))
    assert len(fired("topic-size", subject)) == told


def test_an_area_may_be_of_any_size() -> None:
    assert fired("topic-size", survey(topics=(topic("area"),))) == []


@pytest.mark.parametrize(
    ("parent", "words", "told"),
    [
        (None, 99, 1),
        (None, 100, 0),
        (None, 250, 0),
        (None, 251, 1),
        ("area", 149, 1),
        ("area", 150, 0),
        ("area", 400, 0),
        ("area", 401, 1),
    ],
)
def test_prose_has_its_length_without_counting_citations(parent: str | None, words: int, told: int) -> None:
    start = tuple({"key": key, "why": "W."} for key in ("a", "b"))
    text = "word " * words + "[@a] [@a; @b]"
    subject = survey(topics=(topic("t", parent, prose=text, start_here=start if parent else ()),))
    assert len(fired("topic-prose", subject)) == told


@pytest.mark.parametrize(
    ("long", "told"),
    [
        (0, {"large": 800}),
        (1, {}),
        (2, {}),  # two are equally large, and either of them may be the second
        (4, {"middle": 200, "equal": 200, "small": 200}),
        (9, {"middle": 200, "equal": 200, "small": 200}),
    ],
)
def test_the_largest_topics_have_long_prose_where_a_survey_wants_it(long: int, told: dict[str, int]) -> None:
    sizes = {"large": 3, "middle": 2, "equal": 2, "small": 1}
    papers = [paper(f"{key}-{n}", topics=(key,)) for key, size in sizes.items() for n in range(size)]
    start = tuple({"key": key, "why": "W."} for key in ("a", "b"))
    topics = [topic(key, "area", prose="word " * (800 if key == "large" else 200), start_here=start) for key in sizes]
    settings = SETTINGS.model_copy(update={"rules": {"topic-prose": RuleSetting(limits={"long": long})}})
    subject = survey(*papers, topics=(topic("area", prose="word " * 150), *topics), settings=settings)
    found = [one.message for one in rules_of(subject)["topic-prose"](subject)]
    assert sorted(found) == sorted(
        f"the prose of «{key}» has {words} words; {'150 to 400' if not long else '700 to 1200'} are wanted."
        for key, words in told.items()
    )


@pytest.mark.parametrize(("count", "told"), [(1, 1), (2, 0), (5, 0), (6, 1)])
def test_a_topic_names_two_to_five_papers_to_start_with(count: int, told: int) -> None:
    start = tuple({"key": f"p{n}", "why": "W."} for n in range(count))
    assert len(fired("topic-prose", prose("word " * 200, start_here=start))) == told


def test_an_included_or_unscreened_paper_may_be_cited() -> None:
    papers = (paper("a", status=Status.INCLUDED), paper("b"))
    start = ({"key": "a", "why": "W."},)
    assert fired("excluded-cited", prose("[@a; @b; @absent]", *papers, start_here=start)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is 2.5 times faster [@a].",
        "From 2 to 2.5 times [@b; @a], says one.",
        "[@a] is 2.5 times faster.",
        "It is 2.50 times\nfaster [@a].",
        "It needs 2.5 less (−2) [@a]!",
        "GPT-4 and a 7B model, H2O, v1.2, top-5 and 3-bit are names.",
        "No number at all.",
        "",
    ],
)
def test_numbers_that_a_cited_claim_states_and_names_are_let_pass(text: str) -> None:
    assert unclaimed(text, paper("a", claims=(claim(),)), paper("b")) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It is 2.5 times faster.", ["2.5"]),
        ("It is 2.5 times faster. So says [@a].", ["2.5"]),
        ("A heading: 2.5 times faster\n\nSo says [@a].", ["2.5"]),
        ("It is 2.5 times faster [@b].", ["2.5"]),
        ("It is 2.5 times faster [@absent].", ["2.5"]),
        ("It is 3 times faster [@a], or 25 times.", ["3", "25"]),
        ("It saves 50% [@a].", ["50"]),
        ("It takes 1,024 times less [@a].", ["1,024"]),
        ("It is 4-fold, or a 5x gain, or 6–7 × as much [@a].", ["4", "5", "6", "7"]),
        ("Errors fall by 12 to 14 percent [@a].", ["12", "14"]),
        ("It is better by 3.5 percentage points [@a].", ["3.5"]),
    ],
)
def test_numbers_that_no_cited_claim_states_are_told(text: str, numbers: list[str]) -> None:
    assert unclaimed(text, paper("a", claims=(claim(),)), paper("b")) == numbers


def test_a_number_is_the_same_however_it_is_grouped_and_signed() -> None:
    assert unclaimed("It takes 1,024 MB [@a].", paper("a", claims=(claim(-1024, None),))) == []


def test_numbers_in_notes_and_pages_need_no_claim() -> None:
    assert fired("number-without-claim", survey(paper("a", notes="It is 3.", summary="It is 3."))) == []


def test_the_prose_of_an_area_is_held_to_the_same_rule() -> None:
    assert (
        len(fired("number-without-claim", survey(paper("a"), topics=(topic("area", prose="It is 3 times faster."),))))
        == 1
    )


def test_nothing_is_asked_of_numbers_where_there_is_no_abstract_to_claim_them_from() -> None:
    bare = paper("a", abstract="")
    assert unclaimed("It is 3 times faster.", bare) == []
    assert unclaimed("It is 3 times faster [@a]. It is 4 times faster.", bare, paper("b")) == ["4"]


@pytest.mark.parametrize(
    "text",
    ["In 1964 it began.", "At 13 TeV, 5 sigma.", "The 95% interval is wide.", "A grid of 3 × 4.", "Of 100 people, 12."],
)
def test_years_energies_and_counts_are_free(text: str) -> None:
    assert unclaimed(text, paper("a")) == []


def test_a_deceptive_link_that_a_source_states_can_be_left_out_and_a_typed_one_stops_the_build() -> None:
    link = {"label": "it", "url": "https://arxiv.org@files.example.org/a"}
    origin = {"links": {"file": "a.bib", "line": 1}}
    stated, typed = paper("a", links=(link,), provenance=origin), paper("b", links=(link,))
    assert [found.unsafe for found in RULES["deceptive-link"](survey(stated, typed))] == [False, True]


@pytest.mark.parametrize(
    "author",
    [
        "Eva; Berg Tom Lind",
        "Eva Lind & Tom Berg",
        "Berg T Roe MA Lind E",
        "Eva Lind1,2",
        "Eva Lind et al.",
        "a@b.org",
        "Eva Lind, Tom Berg, Cy Moe",
    ],
)
def test_what_is_not_one_name_is_told(author: str) -> None:
    assert fired("author-form", survey(paper("a", authors=(author,)))) == [f"«{author}» is not one name."]


def test_words_of_the_abstract_are_as_its_authors_wrote_them() -> None:
    odd = "It takes $2\\times$  less."
    assert fired("latex-in-text", survey(paper("a", summary=odd)))
    for rule in ("latex-in-text", "odd-spaces"):
        assert fired(rule, survey(paper("a", abstract=odd, evidence=odd))) == []


def test_advice_is_prose_as_any_other() -> None:
    advised = topic("t", "area", advice="Take [@nowhere]; it is 3.7 times faster [@out].")
    subject = survey(paper("out", status=Status.EXCLUDED), topics=(topic("area"), advised))
    for rule in ("unknown-citation", "excluded-cited", "number-without-claim"):
        assert len(fired(rule, subject)) == 1, rule
