"""Abstracts whose LaTeX a capture lost: what is repaired, and what stays as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.typeset import shows_damage, typeset
from livingsurvey.model import Survey
from livingsurvey.model.markup import Anchor, Inline, Plain, Sub, Sup, plain_text

from tests.growth import takes_at_most

ROUTER = "https://github.com/withmartian/routerbench"

#: Most of them from the captures; each is shown as on the right.
REPAIRED = [
    ("reducing latency by 1.8times on average", "reducing latency by 1.8× on average"),
    ("bring 1.25sim1.56times wall clock time", "bring 1.25~1.56× wall clock time"),
    ("6.21-11.23times for LM, 5.75-10.98times for MT", "6.21-11.23× for LM, 5.75-10.98× for MT"),
    ("a grid of 224 times 224 pixels", "a grid of 224 × 224 pixels"),
    (r"by more than 50\% in", "by more than 50% in"),
    (r"We present M\'elange, a framework", "We present Mélange, a framework"),
    (r"Gawrychowski and Uzna\'{n}ski, ICALP 2018", "Gawrychowski and Uznański, ICALP 2018"),
    (r"spelled Bail\'ing in Pinyin", "spelled Bailíng in Pinyin"),
    ("the ``time to first token'', or TTFT", "the “time to first token”, or TTFT"),
    ("a mild ''informative'' condition", "a mild “informative” condition"),
    ("between `enormous data' and", "between ‘enormous data' and"),
    ("power-law exponents---the steepness", "power-law exponents—the steepness"),
    ("past actions -- all of which", "past actions – all of which"),
    ("Policy Optimization~(GRPO)", "Policy Optimization\u00a0(GRPO)"),
    ("runs in mathcal{O}(n) time", "runs in O(n) time"),
]

#: Near misses, most of them from the captures: nothing here is certain, so nothing is changed.
UNTOUCHED = [
    "the thinking token (<think> and </think>)",
    "we first investigate *state collapse* (SC)",
    "time widetilde O(|Omega| k)",
    "with Q4_0 quantization",
    "as using float8_e4m3 as accumulation precision",
    "guided by A* search",
    "programs and proofs in F*",
    "and Mistral ($0.70M)",
    "sometimes 3 times",
    "up to 1288 times fewer nodes than A* search",
    "a new paradigm LLMotimesKG",
    "and C_Phi circ Psi",
    "don't, can't and won't",
    "state-of-the-art",
    "<!-- a comment -->",
    "the option ----verbose",
    "snake_case_name and __init__",
    "2times4",
    "url{}",
    "see www. or https:// alone",
]


@pytest.mark.parametrize(("captured", "shown"), REPAIRED)
def test_what_is_certain_is_repaired(captured: str, shown: str) -> None:
    assert plain_text(typeset(captured)) == shown


@pytest.mark.parametrize("captured", UNTOUCHED)
def test_what_is_not_certain_stays_as_it_stands(captured: str) -> None:
    assert typeset(captured) == (Plain(captured),)


@pytest.mark.parametrize(
    ("captured", "pieces"),
    [
        ("an individual x_t arrives", (Plain("an individual x"), Sub("t"), Plain(" arrives"))),
        ("states S_{1} here", (Plain("states S"), Sub("1"), Plain(" here"))),
        ("a fast O(n^2) step", (Plain("a fast O(n"), Sup("2"), Plain(") step"))),
        ("the energy E^{...} of", (Plain("the energy E"), Sup("..."), Plain(" of"))),
        ("O(T^{1/2}) regret", (Plain("O(T"), Sup("1/2"), Plain(") regret"))),
        ("in n^{1+o(1)} time", (Plain("in n"), Sup("1+o(1)"), Plain(" time"))),
        ("matrix D^{-1} exp", (Plain("matrix D"), Sup("−1"), Plain(" exp"))),
        ("exp(QK^top) V", (Plain("exp(QK"), Sup("⊤"), Plain(") V"))),
        ("Min R^{mtimes k} is", (Plain("Min R"), Sup("m × k"), Plain(" is"))),
        ("W_1, W_2 distance", (Plain("W"), Sub("1"), Plain(", W"), Sub("2"), Plain(" distance"))),
    ],
)
def test_a_script_is_set_as_one(captured: str, pieces: Inline) -> None:
    assert typeset(captured) == pieces


@pytest.mark.parametrize("captured", ["multiscale FE^{,2}, computations", "a_b_c", "C_{Phi circ Psi}/n", "O(n^)"])
def test_a_doubtful_script_is_left_alone(captured: str) -> None:
    assert typeset(captured) == (Plain(captured),)


@pytest.mark.parametrize(
    ("captured", "pieces"),
    [
        (f"See {ROUTER}.", (Plain("See "), Anchor(ROUTER, ROUTER), Plain("."))),
        (f"See url{{{ROUTER}}}.", (Plain("See "), Anchor(ROUTER, ROUTER), Plain("."))),
        (f"See \\url{{ {ROUTER} }}.", (Plain("See "), Anchor(ROUTER, ROUTER), Plain("."))),
        (f"{ROUTER}{{{ROUTER}}}.", (Anchor(ROUTER, ROUTER), Plain("."))),
        (f"this vibrant field{ROUTER}", (Plain("this vibrant field "), Anchor(ROUTER, ROUTER))),
        (f"({ROUTER}).", (Plain("("), Anchor(ROUTER, ROUTER), Plain(")."))),
        ("at github.com/a/b.", (Plain("at "), Anchor("https://github.com/a/b", "github.com/a/b"), Plain("."))),
        ("at www.a.org/b, too", (Plain("at "), Anchor("https://www.a.org/b", "www.a.org/b"), Plain(", too"))),
        ("https://a.org/b_(c)", (Anchor("https://a.org/b_(c)", "https://a.org/b_(c)"),)),
        ("http://a.org/?q=1&r=%20", (Anchor("http://a.org/?q=1&r=%20", "http://a.org/?q=1&r=%20"),)),
    ],
)
def test_an_address_becomes_a_link_without_what_stands_around_it(captured: str, pieces: Inline) -> None:
    assert typeset(captured) == pieces


@pytest.mark.parametrize("tail", ["benchmark_inference_time_computation_LLM", "1times", "x--y", "a~b", "q_t"])
def test_nothing_inside_an_address_is_repaired(tail: str) -> None:
    url = f"https://github.com/divelab/{tail}"
    assert [piece for piece in typeset(f"at {url} there") if isinstance(piece, Anchor)] == [Anchor(url, url)]


@pytest.mark.parametrize("captured", ["me@github.com/a", "notgithub.com/a", "github.com", "ftp://a.org/b", "a.org/b"])
def test_what_only_resembles_an_address_is_no_link(captured: str) -> None:
    assert not [piece for piece in typeset(captured) if isinstance(piece, Anchor)]


@pytest.mark.parametrize("captured", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(captured: str) -> None:
    assert typeset(captured) == (Plain(captured),)


def test_an_address_with_another_one_in_braces_keeps_both() -> None:
    urls = [piece.url for piece in typeset(f"{ROUTER}{{https://a.org/b}}") if isinstance(piece, Anchor)]
    assert urls == [ROUTER, "https://a.org/b"]


@pytest.mark.parametrize(
    "captured",
    [
        "1.8times faster",
        "an individual x_t arrives",
        "O(n^2)",
        "C_{Phi}",
        r"50\% and M\'elange",
        "runs in widetilde O(k)",
    ],
)
def test_a_text_that_lost_its_latex_shows_it(captured: str) -> None:
    assert shows_damage(captured)


@pytest.mark.parametrize(
    "captured",
    [
        "",
        "sometimes 3 times",
        "Q4_0 and float8_e4m3",
        "A* search",
        "see https://a.org/x_t/y_1",
        "($0.70M)",
        "snake_case",
    ],
)
def test_a_text_that_lost_nothing_shows_no_damage(captured: str) -> None:
    assert not shows_damage(captured)


def test_nothing_is_made_of_nothing() -> None:
    assert typeset("") == ()


LATEX = st.sampled_from(
    [
        *("\\", "{", "}", "^", "_", "`", "'", "~", "-", "$", "%", " ", "\n", "a", "X", "3", "times", "sim", "url{"),
        *("https://", "github.com/", "www.", ".", ")", "(", "[", "mathcal{", "top", "é", "∑", "\u202e", "\0"),
    ]
)


@given(st.text() | st.lists(LATEX, max_size=40).map("".join))
@settings(deadline=None, max_examples=150)
def test_any_text_at_all_can_be_typeset(captured: str) -> None:
    pieces = typeset(captured)
    assert all(isinstance(piece, Plain | Sub | Sup | Anchor) and piece.text for piece in pieces)
    assert all(piece.url.startswith(("http://", "https://")) for piece in pieces if isinstance(piece, Anchor))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\\`'~-_^/{}"), max_size=200))
@settings(deadline=None, max_examples=150)
def test_text_without_signs_of_latex_is_shown_as_it_stands(text: str) -> None:
    captured = text.replace("times", "").replace("sim", "").replace("www.", "")
    assert plain_text(typeset(captured)) == captured


@given(st.lists(LATEX, max_size=40).map("".join))
@settings(deadline=None, max_examples=100)
def test_a_link_goes_where_its_text_says(captured: str) -> None:
    anchors = [piece for piece in typeset(captured) if isinstance(piece, Anchor)]
    assert all(anchor.url.removeprefix("https://") == anchor.text.removeprefix("https://") for anchor in anchors)


HOSTILE = ["a_b_", "x_{a", "x^{", "`a", "``", "''", "--", "\\'{", "a.", "a-", "url{ ", "url{", "mathcal{", "1times "]
HOSTILE += ["3 times ", "www.a.", "{", "~", "A_a", "http://a/b{", "\\", "1sim", "https://a.org/b "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_hostile_text_takes_no_more_than_linear_time(unit: str) -> None:
    text = unit * 80_000
    # Four times the length would take sixteen times as long, were the time quadratic.
    assert takes_at_most(8, lambda length: typeset.__wrapped__(text[:length]), small=20_000, large=80_000)


def test_no_title_of_the_real_survey_loses_a_word(real_survey: Survey) -> None:
    def letters(text: str) -> str:
        return "".join(character for character in text if character.isalnum() and character.isascii())

    plain = [p for p in real_survey.papers if not any(mark in p.title for mark in ("\\", "times", "url", "mathcal"))]
    assert all(
        letters("".join(piece.text for piece in typeset(paper.title))) == letters(paper.title) for paper in plain
    )
