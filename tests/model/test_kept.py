"""Results that are kept, and where none is."""

from livingsurvey.model.kept import NothingKept


def test_where_nothing_is_kept_nothing_is_found() -> None:
    kept = NothingKept()
    kept.put("a result", "digest", [1])
    assert kept.get("a result", "digest") is None
