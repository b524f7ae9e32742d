"""Former keys of papers lead on, and no page that exists is replaced by one that leads away."""

from livingsurvey.analysis import derive
from livingsurvey.site.render import render_pages

from tests.builders import paper, survey


def test_a_page_leads_from_each_former_key() -> None:
    made = survey(paper("now", title="A <b>title</b>", aliases=("once", "before")), paper("other"))
    pages = render_pages(made, derive(made))
    for key in ("once", "before"):
        assert "moved_to: now.html\n" in pages[f"papers/{key}.md"]
        assert "](../papers/now.md)." in pages[f"papers/{key}.md"]
        assert "<b>" not in pages[f"papers/{key}.md"].partition("\n---\n")[2]
    assert "once" not in pages["papers/index.md"]


def test_a_paper_is_never_hidden_behind_another_ones_former_key() -> None:
    made = survey(paper("now", aliases=("other",)), paper("other"))
    assert "moved_to" not in render_pages(made, derive(made))["papers/other.md"]
