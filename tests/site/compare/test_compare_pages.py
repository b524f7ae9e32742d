"""The page that sets papers side by side, as it is before its script runs."""

from tests.builders import survey
from tests.site.engines import Parsed
from tests.site.samples import rendered
from tests.theme.frames import article, shown


def test_without_a_script_it_says_why_there_is_no_table() -> None:
    html = article(shown(survey(), "compare.md"))
    assert "Comparing needs JavaScript, which is switched off here." in html
    assert not {"table", "button", "select"} & set(Parsed(html).tags)


def test_the_page_names_what_its_script_needs_in_the_order_in_which_it_is_needed() -> None:
    text = rendered(survey())["compare.md"]
    assert "scripts: [paper-rows, results-rows, citation-files, compare-table, compare]" in text
    assert "<" not in text.split("\n---\n")[1]
