"""``survey links``: are the external links still there?"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, fail, survey_in, writing
from livingsurvey.cli.output import Bars, console, harmless


@app.command()
def links(
    root: Root = Path(),
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write what is to do as Markdown; empty if nothing.")
    ] = None,
    since: Annotated[int, typer.Option(metavar="DAYS", help="Leave out what answered within so many days.", min=0)] = 0,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for an answer.", min=0.1)] = 20.0,
    pause: Annotated[float, typer.Option(help="Seconds between two requests to one host.", min=0)] = 1.0,
) -> None:
    """Visit the external links, patiently: which have moved, which are gone, which merely refuse robots.

    What was found is noted in build/links.json; content is never touched. Exit codes: 0 all is well, or the report
    was written; 1 links are dead, or there is no network.
    """
    from livingsurvey.commands import check_links as work
    from livingsurvey.services.visit_links import Patience, visit_all

    links, known, today = work.addresses(survey_in(root)), work.read_state(root), date.today()
    urls = work.due(links, known, today, since)
    visits = []
    with Bars() as bars:
        for visit in visit_all(urls, Patience(timeout=timeout, pause=pause, backoff=2 * pause)):
            visits.append(visit)
            bars.update("links", len(visits), len(urls))
    if work.no_network(visits):
        fail("Nothing could be reached: is there a network? What was known before is kept.")
    known = {url: one for url, one in work.renewed(known, visits, today).items() if url in links}
    text = work.report(links, known)
    with writing(root):
        work.write_state(root, known)
        if report:
            from livingsurvey.store.files import write_atomically

            write_atomically(report, text.encode())
    if not report:
        for line in text.splitlines():
            console.print(harmless(line), highlight=False, markup=False)
    console.print(f"{len(urls)} of {len(links)} links visited.", highlight=False)
    if not report and any(one.visit.outcome == "dead" for one in known.values()):
        raise typer.Exit(1)
