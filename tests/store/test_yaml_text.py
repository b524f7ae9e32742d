"""YAML as the survey reads it: text stays text, and what could run, hide or explode is refused."""

from itertools import pairwise
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.store.yaml_text import YamlTextError, parse

#: What other readers of YAML take for truth values, numbers, dates or nothing.
PLAIN = [
    *"on off yes no y n On YES True TRUE False Null NULL nullify truest".split(),
    *"2501.10 1 007 0x1f 0o17 0b1 1e3 -1.5 +1 1_000 .5 .inf -.inf .nan 12:30:45".split(),
    *"2025-01-28 2025-01 2025 2025-01-28T10:00:00Z".split(),
    *"= << ~x R&D a*b 3*4 x! 100% C# e.g.".split(),
]


def refusal(text: str) -> YamlTextError:
    """The error that ``text`` is refused with."""
    with pytest.raises(YamlTextError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize("scalar", PLAIN)
def test_a_plain_scalar_stays_text(scalar: str) -> None:
    assert parse(f"value: {scalar}\n") == {"value": scalar}


@pytest.mark.parametrize(
    ("scalar", "value"), [("", None), ("~", None), ("null", None), ("true", True), ("false", False)]
)
def test_only_lower_case_null_true_and_false_are_more_than_text(scalar: str, value: object) -> None:
    assert parse(f"value: {scalar}\n") == {"value": value}


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("word", ["", "~", "null", "true", "false"])
def test_quoted_words_are_text(word: str, quote: str) -> None:
    assert parse(f"value: {quote}{word}{quote}\n") == {"value": word}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "~\n"])
def test_a_document_without_content_is_none(text: str) -> None:
    assert parse(text) is None


def test_a_literal_block_keeps_everything_that_looks_like_yaml() -> None:
    block = "a: b\n- c\n*d &e !f #g {h}\n<<: %i"
    assert parse("text: |-\n" + "".join(f"  {line}\n" for line in block.split("\n"))) == {"text": block}


def test_keys_stay_text_too() -> None:
    assert parse("on: a\n1: b\n2025-01-28: c\n") == {"on": "a", "1": "b", "2025-01-28": "c"}


@given(st.text())
@settings(deadline=None, max_examples=150)
def test_any_text_written_as_yaml_reads_back_as_it_was(text: str) -> None:
    assert parse(yaml.safe_dump({"value": text})) == {"value": text}


@given(st.text(alphabet="ab01:-[]{}'\"#|>&*!?,\\\n \t%@`~<=.é\x00\x85\u2028", max_size=40))
@settings(deadline=None, max_examples=150)
def test_text_that_is_no_yaml_is_refused_and_never_crashes(text: str) -> None:
    try:
        parse(text)
    except YamlTextError as error:
        assert error.line >= 1
        assert error.column >= 1
        assert error.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1),
        ("a:\n  x: 1\n  y: 2\n  x: 3\n", 4, 3),
        ("- a: 1\n  a: 2\n", 2, 3),
        ("a: 1\n'a': 2\n", 2, 1),
        ("{b: 1, a: 1, a: 2}\n", 1, 14),
        ("a: 1\na: 1\n", 2, 1),
    ],
)
def test_a_repeated_key_is_refused_where_it_stands_again(text: str, line: int, column: int) -> None:
    error = refusal(text)
    assert (error.line, error.column) == (line, column)
    assert "twice" in error.message


def test_a_repeated_key_is_named() -> None:
    assert "«title»" in refusal("title: A\ntitle: B\n").message


def test_the_same_key_in_two_mappings_is_no_repetition() -> None:
    assert parse("- {a: 1}\n- {a: 2}\n") == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x 1\nb: *x\n", 1, 4),
        ("a: 1\nb: *x\n", 2, 4),
        ("a: &x {b: *x}\n", 1, 4),
        ("- 1\n- &x\n  a: 2\n", 2, 3),
        ("&x a: 1\n", 1, 1),
    ],
)
def test_anchors_and_aliases_are_refused_with_their_place(text: str, line: int, column: int) -> None:
    error = refusal(text)
    assert (error.line, error.column) == (line, column)
    assert "anchors and aliases" in error.message


@pytest.mark.parametrize(
    "text", ["a: R&D\nb: 2 * 3\n", 'a: "&x"\nb: "*x"\n', "a: |\n  &x *x\n", "# &x *x\na: b\n", "a: b&c *d\n"]
)
def test_ampersands_and_asterisks_in_text_are_no_anchors(text: str) -> None:
    assert parse(text)["a"]


def test_a_billion_laughs_are_refused_at_once() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    laughs = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(names))
    begin = process_time()
    error = refusal(f"a: &a [lol]\n{laughs}")
    assert process_time() - begin < 2  # one look for garbage among all that other tests hold takes half a second
    assert error.line == 1


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object:os.system",
        "!!python/object/apply:os.system",
        "!!python/object/new:os.system",
        "!!python/name:os.system",
        "!!python/module:os",
        "!!python/tuple",
        "!!unknown",
        "!local",
        "!",
        "!<tag:yaml.org,2002:python/name:os.system>",
        *"!!str !!int !!float !!bool !!null !!timestamp !!binary !!seq !!map !!set !!omap !!pairs !!merge".split(),
    ],
)
@pytest.mark.parametrize("value", ["echo", "[echo]", "{a: echo}", ""])
def test_tags_are_refused_with_their_place(tag: str, value: str) -> None:
    error = refusal(f"title: T\nauthors: {tag} {value}\n")
    assert (error.line, error.column) == (2, 10)
    assert "tag" in error.message


def test_a_tag_on_a_key_is_refused() -> None:
    assert refusal("a: 1\n!!str b: 2\n").line == 2


def test_a_tag_hidden_behind_a_tag_directive_is_refused() -> None:
    text = "%TAG ! tag:yaml.org,2002:python/\n---\na: !object/apply:os.system [echo]\n"
    assert refusal(text).line == 3


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: A: B\n", 1, 9),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, 2),
        ("a: 1\n\tb: 2\n", 2, 1),
        ("a: 1\nb: @x\n", 2, 4),
        ("a: `x`\n", 1, 4),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("? [a]\n: 1\n", 1, 3),
    ],
)
def test_bad_syntax_is_refused_where_it_begins(text: str, line: int, column: int) -> None:
    error = refusal(text)
    assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\ud800"])
def test_signs_that_yaml_forbids_are_refused(sign: str) -> None:
    assert refusal(f"a: x{sign}y\n").message


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("- ", ""), ("{a: ", "}")])
def test_fifty_levels_are_read_and_more_are_refused_with_their_place(opening: str, closing: str) -> None:
    assert parse(opening * 50 + "x" + closing * 50)
    error = refusal(opening * 51 + "x" + closing * 51)
    assert (error.line, error.column) == (1, 50 * len(opening) + 1)
    assert "deep" in error.message


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "[{a: ", "? "])
def test_a_file_full_of_openings_is_refused_at_once(opening: str) -> None:
    begin = process_time()
    assert refusal(opening * (250_000 // len(opening))).line == 1
    assert process_time() - begin < 2


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\ufeff", "\r"])
@pytest.mark.parametrize(
    "text",
    [
        "title: A\n# harmless{}venue: Fake\n",
        "title: A\n{}venue: Fake\n",
        "title: A\nabstract: |-\n  It is.{}venue: Fake\n",
        "title: A\nauthors: ['Ada{}Lovelace']\n",
        "title: A\nauthors: [\n  Ada, # one{}Grace ]\n",
    ],
)
def test_a_line_that_only_yaml_sees_is_refused_at_the_line_that_an_editor_counts(text: str, sign: str) -> None:
    shown = text.format(sign)
    error = refusal(shown)
    line = next(n for n, one in enumerate(shown.split("\n"), start=1) if sign in one)
    assert (error.line, error.column) == (line, shown.split("\n")[line - 1].index(sign) + 1)
    assert f"U+{ord(sign):04X}" in error.message
    assert "write a space" in error.message


@pytest.mark.parametrize(
    ("escape", "sign"), [("N", "\x85"), ("L", "\u2028"), ("P", "\u2029"), ("uFEFF", "\ufeff"), ("r", "\r")]
)
def test_an_escaped_one_hides_nothing_and_is_text(escape: str, sign: str) -> None:
    assert parse(f'title: "a\\{escape}b"\n') == {"title": f"a{sign}b"}


def test_line_ends_of_another_system_are_let_pass() -> None:
    assert parse("title: A\r\nvenue: B\r\n") == {"title": "A", "venue": "B"}
