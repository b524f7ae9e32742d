"""Stems of words: by Snowball, and the same for those who build a site and those who search it."""

import random
import re

import pytest
from livingsurvey.search.stems import SNOWBALL, snowball_name, stemmer

from tests.builders import REPOSITORY
from tests.search.scripts import run

SCRIPTS = REPOSITORY / "overrides" / "assets" / "vendor"
NAMES = sorted(path.stem.removeprefix("snowball-") for path in SCRIPTS.glob("snowball-*.js"))
NAMES.remove("base")
#: What a stemmer looks for, in its script: endings, and what prefixes are there.
AFFIX = re.compile(r'\["([^"\\]+)",-?\d+,-?\d+')
MADE = 3000
#: Some word of each of some languages, and its stem.
KNOWN = [
    ("en", "generalizations", "general"),
    ("en", "caching", "cach"),
    ("de", "verallgemeinerungen", "verallgemeiner"),
    ("pt-BR", "quantidades", "quantidad"),
    ("fr", "continuellement", "continuel"),
    ("ru", "вычислениями", "вычислен"),
    ("nb", "beregningene", "beregning"),
]


def written_words() -> set[str]:
    """All words of this repository's papers, in small letters."""
    return {
        word
        for path in (REPOSITORY / "content" / "papers").glob("*.md")
        for word in re.findall(r"[a-z]+(?:['’][a-z]+)?", path.read_text("utf-8").lower())
    }


def made_words(name: str) -> set[str]:
    """Words of made-up beginnings, of the language's letters, with what its stemmer looks for after or before them."""
    affixes = AFFIX.findall((SCRIPTS / f"snowball-{name}.js").read_text("utf-8"))
    letters = sorted(set("".join(affixes)))
    chance = random.Random(name)

    def _word() -> str:
        core = "".join(chance.choices(letters, k=chance.randint(0, 7)))
        endings = "".join(chance.choices(affixes, k=chance.randint(0, 3)))
        return (chance.choice(affixes) if chance.random() < 0.2 else "") + core + endings

    return {_word() for _ in range(MADE)} | set(affixes)


def of_scripts(words: dict[str, list[str]]) -> dict[str, list[str]]:
    """The stems that scripts find."""
    found: dict[str, list[str]] = run("stems.js", given=words)
    return found


@pytest.fixture(scope="module")
def words() -> dict[str, list[str]]:
    """Words by Snowball's name of the language."""
    made = {name: made_words(name) for name in NAMES}
    made["english"] |= written_words()
    return {name: sorted(made[name]) for name in NAMES}


@pytest.fixture(scope="module")
def by_scripts(words: dict[str, list[str]]) -> dict[str, list[str]]:
    """Their stems, as scripts find them."""
    return of_scripts(words)


@pytest.mark.parametrize("name", NAMES)
def test_scripts_find_the_same_stems(name: str, words: dict[str, list[str]], by_scripts: dict[str, list[str]]) -> None:
    stem = stemmer(next(code for code, known in SNOWBALL.items() if known == name))
    found = list(map(stem, words[name]))
    others = zip(words[name], found, by_scripts[name], strict=True)
    assert [row for row in others if row[1] != row[2]] == []
    assert len(found) > 2000
    assert len(set(found)) < len(found)


def test_the_words_of_this_survey_are_among_them(words: dict[str, list[str]]) -> None:
    assert len(written_words()) > 5000
    assert written_words() <= set(words["english"])


def test_each_language_with_a_stemmer_has_a_script_and_no_other_is_carried() -> None:
    assert sorted(set(SNOWBALL.values())) == NAMES


@pytest.mark.parametrize(("language", "word", "stem"), KNOWN)
def test_a_word_has_the_stem_of_its_language(language: str, word: str, stem: str) -> None:
    assert stemmer(language)(word) == stem


@pytest.mark.parametrize("language", ["ja", "zh-Hant", "xx", ""])
def test_without_a_stemmer_each_word_is_its_own(language: str) -> None:
    assert snowball_name(language) is None
    assert stemmer(language)("caches") == "caches"


@pytest.mark.parametrize("language", ["pt", "pt-BR", "PT_br"])
def test_a_region_does_not_count(language: str) -> None:
    assert snowball_name(language) == "portuguese"
