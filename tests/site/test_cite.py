"""The cite box of a paper and the export line of a topic: there without a script, and inert."""

from collections.abc import Callable

import pytest
from livingsurvey.analysis import derive
from livingsurvey.citations.bibliography_entry import entry_of
from livingsurvey.citations.bibtex_writer import bibtex_entry
from livingsurvey.citations.citation_formats import FORMATS
from livingsurvey.site.citation_files.citation_files import export_take

from tests.site.engines import ENGINES, Parsed
from tests.site.samples import hostile, rendered, small
from tests.site.test_render import body_of


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("given", [small(), hostile()], ids=["small", "hostile"])
def test_the_page_shows_the_bibtex_entry_to_the_letter(given: object, engine: Callable[[str], str]) -> None:
    made = given
    analysis = derive(made)  # type: ignore[arg-type]
    for paper in made.papers:  # type: ignore[attr-defined]
        html = engine(body_of(rendered(made)[f"papers/{paper.key}.md"]))  # type: ignore[arg-type]
        shown = html.split('<pre tabindex="0"><code>')[1].split("</code>")[0]
        assert Parsed(shown).tags == []
        assert Parsed(shown).text == bibtex_entry(entry_of(made, analysis, paper)).strip()  # type: ignore[arg-type]


def test_the_page_leads_to_files_that_are_there() -> None:
    made = small()
    files = set(export_take(made, derive(made)))
    pages = rendered(made)
    for path in ("papers/full-paper.md", "topics/caches.md"):
        parsed = Parsed(ENGINES[0](body_of(pages[path])))
        linked = [value or "" for name, value in parsed.attributes if name == "href" and value and "../data/" in value]
        ours = [value.removeprefix("../") for value in linked if not value.endswith("survey.json")]
        assert len(ours) == (1 if path.startswith("papers") else len(FORMATS))
        assert set(ours) <= files
