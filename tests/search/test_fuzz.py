"""Whatever one types, the search answers: a small run of ``python -m tests.bench.search_fuzz``."""

from pathlib import Path

from livingsurvey.analysis import Analysis
from livingsurvey.model import Survey
from livingsurvey.site.explore.search_data import export_search

from tests.search.scripts import run, write_files

COUNT, SEED = 2000, 1


def test_random_queries_are_answered(real_survey: Survey, real_insight: Analysis, tmp_path: Path) -> None:
    folder = write_files(export_search(real_survey, real_insight), tmp_path)
    figures = run("fuzz-search.js", str(folder), str(COUNT), str(SEED))
    assert figures["queries"] == COUNT
    assert figures["failed"] == []
