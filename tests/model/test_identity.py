"""What makes two records the same paper, and how a paper gets its key."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model import derive_key, is_key, normalise_title, slug
from livingsurvey.model.identity import MAX_KEY_LENGTH, RESERVED_KEYS

titles = st.text(min_size=1, max_size=300)


def has_letter_or_digit(title: str) -> bool:
    """Whether anything but signs and accents is left when characters are taken apart ("ͺ" is only an accent)."""
    parts = unicodedata.normalize("NFKD", title)
    return any(part.isalnum() and not unicodedata.combining(part) for part in parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Attention Is All You Need", "attention is all you need"),
        ("Test-Time Scaling", "Test Time  Scaling"),
        ("MiniCPM: Small Models", "MiniCPM — Small Models."),
        ("“Quoted” Title", '"Quoted" Title'),
        ("ﬁne-tuning", "fine-tuning"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("ＦＬＡＳＨ", "flash"),
        ("CD4⁺ cells", "CD4+ cells"),
        ("A+B", "A + B"),
    ],
)
def test_spelling_that_does_not_tell_papers_apart_normalises_alike(one: str, other: str) -> None:
    assert normalise_title(one) == normalise_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "ImitAL: Learning Active Learning Strategies from Synthetic Data",
            "ImitAL: Learned Active Learning Strategy on Synthetic Data",
        ),
        ("GPT-3", "GPT-4"),
        ("α-Divergence", "β-Divergence"),
        ("Résumé", "Resume"),
        ("中文", "日本"),
        ("Programming in C", "Programming in C++"),
        ("Programming in C", "Programming in C#"),
        ("p53⁺ cells", "p53⁻ cells"),
        ("p53⁺ cells", "p53 cells"),
    ],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert normalise_title(one) != normalise_title(other)


@given(st.text(alphabet="aBcXyZäÖüßéÇβΦσж09 -:_", max_size=80))
@settings(deadline=None, max_examples=100)
def test_the_case_of_a_title_does_not_matter(title: str) -> None:
    assert normalise_title(title.upper()) == normalise_title(title.lower()) == normalise_title(title)


@given(titles)
@settings(deadline=None, max_examples=100)
def test_normal_form_has_letters_digits_and_signs_that_end_a_word(title: str) -> None:
    assert all(character.isalnum() or character in "+#-" for character in normalise_title(title))


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("OneRec Technical Report", "onerec-technical-report"),
        ("H_2O: Heavy-Hitter Oracle", "h2o-heavy-hitter-oracle"),
        ("D^{2}MoE: Dual Routing", "d2moe-dual-routing"),
        ("β-VAE and φ-Decoding", "beta-vae-and-phi-decoding"),
        ("Ωmega", "omegamega"),
        ("Über naïve Schrödinger", "uber-naive-schrodinger"),
        ("Søren and Łukasz", "soren-and-lukasz"),
        ("Cafe\u0301 Cre\u0300me", "cafe-creme"),
        ("Œuvre & Ænima", "oeuvre-aenima"),
        ("ﬁne-tuning x²", "fine-tuning-x2"),
        ("What's New? (Again!)", "what-s-new-again"),
        ("100% of 3.5x", "100-of-3-5x"),
        ("  leading and -- trailing -- ", "leading-and-trailing"),
    ],
)
def test_a_key_is_the_title_in_plain_words(title: str, key: str) -> None:
    assert derive_key(title, set()) == key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        (
            "A Survey on Inference Optimization Techniques for Mixture of Experts Models",
            "a-survey-on-inference-optimization-techniques",
        ),
        (
            "A Survey of Efficient Reasoning for Large Reasoning Models: Language, Multimodality, and Beyond",
            "a-survey-of-efficient-reasoning-for-large-reasoning",
        ),
        (
            "OneRec: Unifying Retrieve and Rank with Generative Recommender",
            "onerec-unifying-retrieve-and-rank-with-generative",
        ),
    ],
)
def test_a_long_title_gives_its_first_words_and_does_not_end_in_a_preposition(title: str, key: str) -> None:
    assert derive_key(title, set()) == key


def test_one_endless_word_is_cut_to_a_valid_key() -> None:
    key = derive_key("x" * 500, set())
    assert is_key(key)
    assert set(key) == {"x"}


def test_a_taken_short_key_gives_way_to_more_of_the_title() -> None:
    title = "SMART: Self-Learning Meta-Strategy Agent for Reasoning Tasks in the Wild"
    short = derive_key(title, set())
    longer = derive_key(title, {short})
    assert longer.startswith(short)
    assert longer == "smart-self-learning-meta-strategy-agent-for-reasoning-tasks-in-the-wild"


def test_a_title_of_which_every_part_is_taken_is_numbered() -> None:
    assert derive_key("Same", {"same"}) == "same-2"
    assert derive_key("Same", {"same", "same-2", "same-3"}) == "same-4"


def test_a_numbered_key_of_a_very_long_title_is_still_valid() -> None:
    title = "word " * 60
    taken: set[str] = set()
    for _ in range(30):
        key = derive_key(title, taken)
        assert is_key(key)
        assert key not in taken
        taken.add(key)


@pytest.mark.parametrize("title", ["Index", "CON", "nul", "AUX!", "Com1", "LPT9", "prn"])
def test_a_reserved_name_never_becomes_a_key(title: str) -> None:
    key = derive_key(title, set())
    assert key not in RESERVED_KEYS
    assert is_key(key)


@pytest.mark.parametrize("title", ["", "   ", "!!!", "—?—", "\u0301", "_^{}", "😀"])
def test_a_title_without_letter_or_digit_has_no_key(title: str) -> None:
    with pytest.raises(ValueError, match="no key can be derived"):
        derive_key(title, set())


@pytest.mark.parametrize("title", ["中文标题", "한국어", "ひらがな", "ЯЗЫК", "لغة", "שפה", "भाषा", "٣", "ℵ₀", "𗀀"])
def test_a_title_in_any_script_has_a_key(title: str) -> None:
    assert is_key(derive_key(title, set()))


@given(titles.filter(has_letter_or_digit), st.integers(0, 4))
@settings(deadline=None, max_examples=150)
def test_any_title_with_a_letter_or_digit_has_a_valid_key_that_is_not_taken(title: str, collisions: int) -> None:
    taken: set[str] = set()
    for _ in range(collisions):
        taken.add(derive_key(title, taken))
    key = derive_key(title, taken)
    assert is_key(key)
    assert key not in taken
    assert len(taken) == collisions


@given(titles.filter(has_letter_or_digit))
@settings(deadline=None, max_examples=50)
def test_keys_taken_by_others_do_not_change_a_key(title: str) -> None:
    assert derive_key(title, {"something-else-entirely-2"}) == derive_key(title, set())


@pytest.mark.parametrize("text", ["a", "a-b", "2024", "gpt-4", "a" * MAX_KEY_LENGTH])
def test_lower_case_words_joined_by_hyphens_are_a_key(text: str) -> None:
    assert is_key(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "a.b", "a/b", "..", "é", "a\n", "٣", "index", "con", "a" * 101],
)
def test_anything_else_is_no_key(text: str) -> None:
    assert not is_key(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ICML 2024", "icml-2024"),
        ("Íñigo Goiri", "inigo-goiri"),
        ("M. C. Díaz", "m-c-diaz"),
        ("Straße", "strasse"),
        ("Wojciech Mańke", "wojciech-manke"),
        ("Σ", "sigma"),
    ],
)
def test_a_name_gives_a_readable_slug(name: str, key: str) -> None:
    assert slug(name) == key


@pytest.mark.parametrize(
    ("one", "other"), [("Po-sen Huang", "Po-Sen Huang"), ("Xavier García", "Xavier Garcia"), ("A. B. C", "a b c")]
)
def test_case_accents_and_punctuation_do_not_tell_names_apart(one: str, other: str) -> None:
    assert slug(one) == slug(other)


@pytest.mark.parametrize(
    ("one", "other"), [("A. Turing", "Alan Turing"), ("王", "李"), ("!", "?"), ("x" * 200, "x" * 201)]
)
def test_other_names_have_other_slugs(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@given(titles)
def test_any_name_gives_a_key_and_always_the_same(name: str) -> None:
    assert is_key(slug(name))
    assert slug(name) == slug(name)


@pytest.mark.parametrize("name", [*sorted(RESERVED_KEYS), "Index!"])
def test_a_slug_is_no_reserved_name(name: str) -> None:
    assert slug(name).startswith(f"{name.strip('!').lower()}-")


def test_a_title_in_ideographs_has_a_key_of_the_fallback() -> None:
    assert derive_key("论语", set(), "paper 1930 李 li1930") == "paper-1930-li1930"
    assert derive_key("论语", {"paper-1930"}, "paper 1930") == "paper-1930-2"
    assert derive_key("论语 and its readers", set(), "paper 1930") == "and-its-readers"
    assert derive_key("论语", set()).startswith("ideograph-")


@pytest.mark.parametrize("title", ["Ποιητική", "Записки из подполья", "المقدمة", "こころ"])
def test_a_title_in_another_script_has_a_key_of_the_fallback(title: str) -> None:
    assert derive_key(title, set(), "paper 1900 lind") == "paper-1900-lind"


def test_a_single_letter_of_another_script_is_read_by_its_name() -> None:
    assert derive_key("β-blockade", set()) == "beta-blockade"


@given(st.text("aB1 :-+#_éß", max_size=30))
def test_a_title_of_plain_letters_is_reduced_as_any_other(title: str) -> None:
    folded = unicodedata.normalize("NFKC", title).casefold()
    assert normalise_title(f"{title} é").replace("é", "") == normalise_title(title).replace("é", "")
    assert "".join(filter(str.isalnum, normalise_title(title))) == "".join(filter(str.isalnum, folded))
