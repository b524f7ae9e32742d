"""Names of authors: what is seen to be one name at once is one in full, too."""

import re
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.checks import people

WORDS = ["Ada", "and", "al", "et", "others", "T", "MA", "Berg", "Jr.", "Sons", "&", "K2", "Inc.", "a@b.org", "Rø,"]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).flatmap(
    lambda words: st.sampled_from([" ", "-", "; "]).map(lambda sign: sign.join(words))
)


@given(names)
def test_a_plain_name_is_judged_as_any_other(name: str) -> None:
    with patch.object(people, "_PLAIN", re.compile("(?!)")):
        in_full = people._is_no_name(name)
    assert people._is_no_name(name) is in_full
