"""``survey search``: find papers in the built site, as its pages do."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, checked
from livingsurvey.cli.output import console, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from livingsurvey.commands.search_site import FoundPaper, NamedPlace


@app.command()
def search(
    query: Annotated[
        list[str], typer.Argument(help='Words, "exact words", -without, author:…, year:2023..2025, has:code.')
    ],
    root: Root = Path(),
    limit: Annotated[int, typer.Option(metavar="N", help="Show so many papers at the most.", min=1)] = 10,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: the number of papers, and the first ones.")
    ] = False,
) -> None:
    """Search the built site: the same engine and index as its pages, with the same results.

    Where a word begins with a hyphen, put -- before the query. Exit codes: 0 something was found; 1 nothing was, or
    there is no index.
    """
    from livingsurvey.build.built_site import built_site
    from livingsurvey.commands import search_site as work

    engine = work.open_search(built_site(checked(root)).folder)
    answer = engine.search(" ".join(query))
    papers, named = work.papers_of(engine, answer, limit), work.places_of(engine, answer)
    if as_json:
        found = {"found": len(answer.hits), "whole": len(answer.whole), "papers": [one._asdict() for one in papers]}
        typer.echo(json.dumps(found | {"missing": len(engine.reader.missing)}, ensure_ascii=False))
    else:
        _print(papers, named, len(answer.hits), len(answer.whole))
        if engine.reader.missing:
            _line("Part of the search index cannot be read: papers may be missing. Build the site again.")
    if not answer.hits:
        raise typer.Exit(1)


def _print(papers: "list[FoundPaper]", named: "Sequence[NamedPlace]", found: int, whole: int) -> None:
    for place in named:
        _line(f"{place.group}: {place.name} ({place.address})")
    for number, paper in enumerate(papers, 1):
        _line(f"{number}. {paper.title}")
        _line(f"   {'excluded' if paper.excluded else paper.note} · papers/{paper.key}.html")
    if not found:
        _line("Nothing found. Try fewer or other words.")
    else:
        _line(f"{found} found, {whole} with every word; {len(papers)} shown.")


def _line(text: str) -> None:
    console.print(harmless(text), highlight=False, markup=False)
