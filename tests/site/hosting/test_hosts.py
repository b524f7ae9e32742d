"""The headers that a host is asked to send."""

from livingsurvey.analysis import derive
from livingsurvey.site.hosting.hosts import export_hosts

from tests.builders import paper, survey


def test_every_page_is_kept_out_of_frames() -> None:
    held = survey(paper())
    (text,) = (data.decode() for data in export_hosts(held, derive(held)).values())
    path, *lines = text.splitlines()
    headers = dict(line.strip().split(": ", 1) for line in lines)
    assert path == "/*"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"  # the rest stands in the pages, and adds up
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Referrer-Policy" in headers
    assert all(line.startswith("  ") for line in lines)
