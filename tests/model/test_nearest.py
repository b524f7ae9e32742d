"""Names that may have been meant."""

from livingsurvey.model.nearest import did_you_mean, either, nearest

KEYS = ("coral-bleaching", "coral-growth", "heat-stress", "reef-restoration")


def test_the_name_most_like_it_comes_first() -> None:
    assert nearest("corall-bleaching", KEYS) == ["coral-bleaching"]
    assert nearest("coral-growt", KEYS)[0] == "coral-growth"


def test_case_hyphens_and_blanks_do_not_matter() -> None:
    assert nearest("Heat Stress", KEYS) == nearest("heat_stress", KEYS) == ["heat-stress"]


def test_at_most_three_names_are_told() -> None:
    assert len(nearest("paper-0", [f"paper-{n}" for n in range(1, 10)])) == 3


def test_what_is_like_nothing_gets_the_list_where_it_is_short() -> None:
    assert nearest("zzz", KEYS) == []
    assert did_you_mean("zzz", ("one", "two"), "Remove it.") == "Choose one of: one, two."
    assert did_you_mean("zzz", [f"name-{n}" for n in range(50)], "Remove it.") == "Remove it."
    assert did_you_mean("zzz", (), "Remove it.") == "Remove it."


def test_names_are_joined_as_people_say_them() -> None:
    assert [either(list("a")), either(list("ab")), either(list("abc"))] == ["a", "a or b", "a, b or c"]
