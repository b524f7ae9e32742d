"""No label is hard-wired: templates take the words of the interface from the catalogue of messages."""

import re
from pathlib import Path

import pytest
from livingsurvey.site.messages import Messages
from livingsurvey.store.theme_files import THEME

from tests.builders import REPOSITORY

SITE = REPOSITORY / "generator" / "livingsurvey" / "site"
MESSAGES = THEME / "messages"
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
#: Attributes that people read.
READ = re.compile(r'\b(?:aria-label|title|placeholder|alt|content)="([^"]*)"')
CALL = re.compile(r"""\bt\(\s*["']([\w.]+)["']""")


def templates() -> dict[str, Path]:
    """Templates of the theme and of the generator by name; the catalogues themselves are none."""
    theme = {
        path.relative_to(THEME).as_posix(): path for path in THEME.rglob("*.html") if path.parent.name != "messages"
    }
    return theme | {path.relative_to(SITE).as_posix(): path for path in SITE.rglob("*.j2")}


def words_in(name: str, text: str) -> list[str]:
    """Words between tags, expressions and attribute lists, and in attributes that people read."""
    bare = JINJA.sub("", text)
    if name.endswith(".j2"):
        texts = [re.sub(r"\{:?[ .#][^}\n]*\}|\]\([^)\n]*\)|`[^`\n]*`", "", bare)]
    else:
        bare = re.sub(r"<(script|style)\b.*?</\1>|<meta [^>]*>", "", bare, flags=re.DOTALL)
        texts = [re.sub(r"<[^>]*>", " ", bare), *READ.findall(bare)]
    return [word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)]


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_has_no_words_of_its_own(name: str) -> None:
    assert words_in(name, templates()[name].read_text()) == []


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_message_that_a_template_names_is_in_the_catalogue(name: str) -> None:
    assert set(CALL.findall(templates()[name].read_text())) <= set(Messages().texts)


def test_every_message_is_used() -> None:
    files = [*templates().values(), *SITE.rglob("*.py"), *(THEME / "assets" / "js").glob("*.js")]
    text = "\n".join(path.read_text() for path in files)
    unused = {key for key in Messages().texts if f'"{key}"' not in text and f"'{key}'" not in text}
    made = (
        "js.",
        "field.",
        "checklist.",
        "paper.type.",
        "change.less",
        "change.more",
        "results.form.",
        "relation.",
        "statements.kind.",
        "searches.service.",
    )  # keys that are put together
    assert {key for key in unused if not key.startswith(made)} == set()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.html", '<p title="Read me">{{ t("x") }} by</p>', ["by", "Read", "me"]),
        ("a.html", '<p class="remark" data-x="words">{# words #}{% if words %}{{ words | e }}{% endif %} ›</p>', []),
        ("a.md.j2", "# {{ title }}\n\n{{ t('x') }} [{{ y }}](../method.md#excluded) `run it`\n{ .remark }\n", []),
        ("a.md.j2", "## Results\n", ["Results"]),
    ],
)
def test_words_are_found(name: str, text: str, words: list[str]) -> None:
    assert words_in(name, text) == words


#: Literals of scripts that are names, not words for people: keys of a keyboard, formats.
NAMES = re.compile(
    r"Backspace|Escape|Enter|Home|End|Tab|Page(?:Up|Down)|Arrow(?:Left|Right|Up|Down)|BibTeX|RIS|CSL-JSON|Markdown"
)


def labels_in_script(text: str) -> list[str]:
    """String literals that read as words for people: they begin with a capital and are no message of an error."""
    bare = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", text, flags=re.DOTALL)
    bare = re.sub(r"new \w*Error\([^\n]*\)", "", bare)
    found = re.findall(r'"((?:[A-Z][a-z]+)(?:[ .…:][^"\n]*)?)"', bare)
    return [literal for literal in found if not NAMES.fullmatch(literal)]


@pytest.mark.parametrize("script", sorted((THEME / "assets" / "js").glob("*.js")), ids=lambda path: path.name)
def test_a_script_has_no_words_of_its_own(script: Path) -> None:
    assert labels_in_script(script.read_text()) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ('button("x", "Show all", go);', ["Show all"]),
        ('// "A comment"\nsurvey.t("js.a"); throw new Error("No such thing");', []),
        ('if (event.key === "Escape") box.className = "chip chip--out";', []),
    ],
)
def test_labels_of_a_script_are_found(text: str, labels: list[str]) -> None:
    assert labels_in_script(text) == labels
