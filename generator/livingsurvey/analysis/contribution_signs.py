"""Signs of what a paper contributes: to which kinds of contribution its words point, and where they are written.

A few hundred papers are too few to learn what each word means. English has families of words for what any paper of any
science does: it proposes, studies, compares, reviews, proves, argues, builds, offers. Words of one family count
together, apart for the title, for the first sentence about what the paper does, for the beginnings of all such
sentences, and for the whole abstract. What a family means for a field is learnt (``field_ranking``).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from livingsurvey.analysis.text_terms import WORD

_FIRST, _BEGINNING = 20, 8  # words read of the first sentence about what the paper does, and of each of them

#: Of each family its words; a star stands for any ending.
_FAMILIES = {
    "propose": "propose* proposing proposal introduce* introducing present presents devis* novel new suggest design "
    "develop*",
    "method": "method methods algorithm* approach approaches technique* strategy strategies mechanism* paradigm* "
    "scheme*",
    "study": "study studies studied investigat* examin* explor* analys* analyz* understand* revisit* rethink* "
    "demystify*",
    "compare": "compar* evaluat* assess* measure measures measuring measurement* empirical* systematic* comprehensive* "
    "extensive quantify*",
    "find": "find finds found finding findings observ* reveal* discover* insight* surprising* question* whether "
    "indicate* how why does tradeoff*",
    "review": "survey* review* overview taxonom* categoriz* categoris* literature directions tutorial thesis trend* "
    "summari* challenges recent",
    "prove": "prove proves proved proving provabl* proof* theor* bound bounds complexity optimality guarantee* formal "
    "formally formaliz* formalis* polynomial asymptotic* minimax characterize* characterise* derive* derivation",
    "argue": "argu* position vision perspective* policy policies agenda should must advocate* debate societ* envision* "
    "ethic* imperative blueprint discuss* reflect* outlook lessons consideration*",
    "offer": "release* releasing available publicly public provide provides community researchers practitioners",
    "data": "dataset* corpus corpora collection* annotat* record records curat*",
    "test": "benchmark* leaderboard* competition* challenge metric metrics protocol* suite track tracks testbed",
    "build": "system systems engine* compiler* hardware architecture* implement* prototype* software engineering build "
    "building built deploy* infrastructure platform* throughput latency schedul* pipelin* production cluster* device* "
    "runtime overlap*",
    "tool": "library libraries toolkit* toolbox tool tools package* api apis user users interface* modular easy "
    "extensib* framework",
    "report": "report reports reported family families series version versions variant* generation flagship",
}
_WHOLE = {word: name for name, words in _FAMILIES.items() for word in words.split() if not word.endswith("*")}
_BEGUN = {word[:-1]: name for name, words in _FAMILIES.items() for word in words.split() if word.endswith("*")}
_SHORTEST = min(map(len, _BEGUN))


def contribution_signs(title: str, abstract: str, deeds: Sequence[str]) -> Counter[str]:
    """How often words of each family are written in each place.

    Args:
        title: of a paper.
        abstract: of it.
        deeds: what sentences of the abstract say that the paper does, in order.
    """
    words = [WORD.findall(deed) for deed in deeds]
    beginnings = [word for said in words for word in said[:_BEGINNING]]
    places = {
        "title": WORD.findall(title),
        "first": words[0][:_FIRST] if words else [],
        "does": beginnings,
        "says": WORD.findall(abstract),
    }
    signs = Counter(f"{place} {family}" for place, found in places.items() for family in _families(found))
    return signs if words else signs + Counter(["says nothing of itself"])


def _families(words: Iterable[str]) -> Iterable[str]:
    return filter(None, (_family(word.lower()) for word in words))


@lru_cache(maxsize=1 << 15)
def _family(word: str) -> str:
    """The family of a word in small letters, or nothing."""
    if word in _WHOLE:
        return _WHOLE[word]
    return next((_BEGUN[word[:n]] for n in range(_SHORTEST, len(word) + 1) if word[:n] in _BEGUN), "")
