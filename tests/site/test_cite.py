"""The cite box of a paper and the export line of a topic: there without a script, and inert."""

import pytest
from livingsurvey.analysis import derive
from livingsurvey.citations.bibliography_entry import entry_of
from livingsurvey.citations.bibtex_writer import bibtex_entry
from livingsurvey.citations.citation_formats import FORMATS
from livingsurvey.model import Survey
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.citation_files.citation_files import citation_files

from tests.site.engines import Parsed
from tests.site.samples import hostile, rendered, small
from tests.theme.frames import FRAMES, Frame, framed, shown

frames = pytest.mark.parametrize("frame", FRAMES)


@frames
@pytest.mark.parametrize("given", [small(), hostile()], ids=["small", "hostile"])
def test_the_page_shows_the_bibtex_entry_to_the_letter(given: Survey, frame: Frame) -> None:
    analysis = derive(given)
    for paper in given.papers:
        html = shown(given, f"papers/{paper.key}.md", frame)
        code = html.split('<pre tabindex="0"><code>')[1].split("</code>")[0]
        assert Parsed(code).tags == []
        assert Parsed(code).text == bibtex_entry(entry_of(given, analysis, paper)).strip()


def test_the_page_leads_to_files_that_are_there() -> None:
    made = small()
    files = set(joined_files(citation_files(made, derive(made))))
    pages = rendered(made)
    for path in ("papers/full-paper.md", "topics/caches.md"):
        parsed = Parsed(framed(pages[path], path))
        linked = [value or "" for name, value in parsed.attributes if name == "href" and value and "../data/" in value]
        ours = [value.removeprefix("../") for value in linked if not value.endswith("survey.json")]
        assert len(ours) == (1 if path.startswith("papers") else len(FORMATS))
        assert set(ours) <= files
