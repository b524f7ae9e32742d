"""The terms of a text: its words, and pairs of neighbours among them."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

#: A word.
WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]+")
#: English words that tell nothing about a paper, and the ones every abstract uses.
STOP_WORDS = frozenset(
    """
    a about above across after afterwards again against al all almost alone along already also although always am
    among amongst amoungst an and another any anyhow anyone anything anyway anywhere are around as at back based be
    became because become becomes becoming been before beforehand behind being below beside besides between beyond
    both but by call can cannot cant co con could couldnt de do done down due during each eg eight either eleven
    else elsewhere empty enough et etc even ever every everyone everything everywhere except few fifteen fifty fill
    find first five for former formerly forty found four from full further get give go had has hasnt have he hence
    her here hereafter hereby herein hereupon hers herself him himself his how however hundred i ie if in inc indeed
    into is it its itself keep last latter latterly least less ltd made many may me meanwhile might mine more
    moreover most mostly much must my myself name namely neither never nevertheless next nine no nobody none noone
    nor not nothing now nowhere of off often on once one only onto or other others otherwise our ours ourselves out
    over own paper part per perhaps please propose proposed proposes put rather re same see seem seemed seeming
    seems serious several she should show shown shows since six sixty so some somehow someone something sometime
    sometimes somewhere still such take ten than that the their them themselves then thence there thereafter thereby
    therefore therein thereupon these they third this those though three through throughout thru thus to together
    too toward towards twelve twenty two un under until up upon us use used uses using very via vs was we well were
    what whatever when whence whenever where whereafter whereas whereby wherein whereupon wherever whether which
    while whither who whoever whole whom whose why will with within without work would yet you your yours yourself
    yourselves
    """.split()
)


def is_stop_word(word: str) -> bool:
    """Whether an English word, in small letters, tells nothing about a paper."""
    return word in STOP_WORDS


def count_terms(text: str, *, singular: bool = False, common: bool = False) -> Counter[str]:
    """How often a text has each term: a word, or a pair of neighbours among them.

    Args:
        text: to count in.
        singular: whether English plurals count as their singulars.
        common: whether stop words are terms, too: they tell how a text is written, not what it is about.
    """
    found = WORD.findall(text.lower())
    words = [word if common or word not in STOP_WORDS else "" for word in found]
    if singular:
        words = [_singular(word) for word in words]
    pairs = (f"{one} {two}" for one, two in pairwise(words) if one and two)
    return Counter([*filter(None, words), *pairs])


@lru_cache(maxsize=1 << 15)
def _singular(word: str) -> str:
    """A word without the ending of a plural, as far as its letters show it."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
