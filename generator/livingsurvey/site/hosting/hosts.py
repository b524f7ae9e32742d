"""What a host should say of every page: ``_headers``, as several static hosts read it.

The pages carry their policy themselves; that no other site may frame them only a header can say.
"""

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey

_HEADERS = """\
/*
  Content-Security-Policy: frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
"""


def export_hosts(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the file, which is the same for every survey; a host that does not know it serves it as text."""
    return {"_headers": _HEADERS.encode()}
