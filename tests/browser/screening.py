"""A small survey that is screened: its folder, the server in a process of its own, and the page in a browser."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visit
from tests.builders import paper_file, survey_folder

HOSTILE = '<img src=x onerror=alert(1)><b>Bold</b> & "quoted" </script> {{ 7 * 7 }} \u202eabc'
#: An abstract that begins with a sign of two halves, which a script counts as two.
ASTRAL = "\U0001d49e is a cache. We make decoding 3 times faster on long documents."
COUNT = 22

_SERVE = """
import sys
from pathlib import Path
from livingsurvey.screening import ScreeningServer, ScreeningSession
server = ScreeningServer(ScreeningSession(Path(sys.argv[1])), reader="Ada")
print(server.address, flush=True)
server.serve_forever()
"""
#: Gives scripts the status that the server has answered with, which the browser was not told of.
_DISGUISE = """() => {
  const fetched = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    const answer = await fetched(...asked);
    return new Response(await answer.text(), { status: Number(answer.headers.get("x-status") ?? 200) });
  };
}"""
_SCOPE = """\
  included:
    - papers: [in-1]
      why: It keeps a cache small.
  excluded:
    - papers: [out-1]
      why: Nothing is saved.
  borderline:
    - title: Where it is close
      papers: [in-2]
      status: included
      why: One sentence says so.
"""
_REASONS = """\
- id: no-cost
  name: no cost
  definition: No cost is an aim.
- id: off-topic
  name: off topic
  definition: It is about something else.
"""


def candidate(key: str, title: str, abstract: str, **more: Any) -> dict[str, Any]:
    """A line of the candidates' file."""
    found = [{"search": "caches", "date": "2026-01-05", "url": "https://example.org/answer"}]
    usual = {"authors": ["Ada Lovelace", "Grace Hopper"], "published": "2025-12", "arxiv": "2512.00001"}
    return {"key": key, "title": title, "abstract": abstract, **usual, "found": found, **more}


def candidates(count: int = COUNT) -> list[dict[str, Any]]:
    """Works of two kinds, which wait."""
    rows = []
    for n in range(1, count + 1):
        about = "cache memory decoding" if n % 2 else "poetry and its critics"
        text = f"We study {about}. Work {n} makes decoding {n}.5 times faster than a full cache on long documents."
        rows.append(candidate(f"waiting-{n}", f"Work {n}: on {about}", text, arxiv=f"2512.{n:05}"))
    return rows


def folder(root: Path, rows: list[dict[str, Any]], readers: int = 1, decided: int = 6, plan: bool = True) -> Path:
    """A survey with decided papers to learn from, and candidates that wait."""
    papers = {}
    for n in range(1, decided + 1):
        included = f"status: included\nkind: method\ntopics: [caches]\nsummary: Keeps cache {n} small.\n"
        papers[f"in-{n}"] = paper_file(f"in-{n}", included).replace(
            f"The abstract of in-{n}.", f"A cache keeps memory {n} small. Decoding gets {n}.5 times faster than before."
        )
        papers[f"out-{n}"] = paper_file(f"out-{n}", "status: excluded\nreason: off-topic\n").replace(
            f"The abstract of out-{n}.", f"Poetry number {n} and its critics are compared."
        )
    topics = {
        f"topics__{key}": f"---\nkey: {key}\ntitle: {title}\nsummary: {about}\n{parent}---\n"
        for key, title, about, parent in (
            ("serving", "Serving", "Running models.", ""),
            ("caches", "Caches", "Keeping keys and values.", "parent: serving\n"),
            ("routers", "Routers", "Choosing a model.", "parent: serving\n"),
        )
    }
    survey_folder(root, papers, **topics)
    content = root / "content"
    if decided:
        with (content / "survey.yml").open("a") as settings:
            settings.write(_SCOPE)
    vocabulary = content / "vocabulary"
    vocabulary.mkdir(exist_ok=True)
    (vocabulary / "reasons.yml").write_text(_REASONS)
    (vocabulary / "kinds.yml").write_text(
        "- {id: method, name: method, definition: A technique.}\n"
        "- {id: system, name: system, definition: Something built.}\n"
    )
    (vocabulary / "measures.yml").write_text("- {id: runtime, name: Run time, definition: How long it takes.}\n")
    (vocabulary / "methods.yml").write_text(
        "- {id: eviction, name: Eviction, definition: Dropping entries.}\n"
        "- {id: early-exit, name: Early exit, definition: Stopping early.}\n"
    )
    (content / "searches").mkdir(exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (content / "searches/candidates.jsonl").write_text(lines)
    if plan:
        search = "searches:\n  - {id: caches, service: arxiv, query: 'all:cache'}\n"
        (content / "watch.yml").write_text(f"readers: {readers}\n{search}")
    return root


@dataclass
class Served:
    """A server in a process of its own."""

    root: Path
    process: subprocess.Popen[str]
    address: str

    def kill(self) -> None:
        """End it as a crash would: it has no time to put anything in order."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def decisions(self) -> dict[str, str]:
        """The status of each candidate that is decided, as the file says."""
        lines = (self.root / "content/searches/candidates.jsonl").read_text().splitlines()
        rows = [json.loads(line) for line in lines]
        return {row["key"]: row["decision"]["status"] for row in rows if row.get("decision")}


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve a survey's folder."""
    command = [sys.executable, "-c", _SERVE, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        try:
            yield Served(root, process, address)
        finally:
            process.kill()


def screen(visit: Visit, server: Served, reader: str = "Ada", **options: Any) -> Page:
    """The page, in a browser that was never there, once it shows what waits for a reader."""
    page = visit(server.address, fresh=True, **options)
    page.get_by_role("textbox", name="Your name").or_(page.get_by_role("combobox", name="Your name")).fill(reader)
    page.keyboard.press("Enter")
    page.locator("body[data-ready]").wait_for()
    return page


def let_refuse(page: Page, path: str) -> None:
    """Let the server refuse what a page sends: a browser notes each refusal, and a page of tests may not complain."""
    page.evaluate(_DISGUISE)
    page.route(f"**/api/{path}", _disguised)


def _disguised(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, status=200, headers={**answer.headers, "x-status": str(answer.status)})


def title(page: Page) -> Locator:
    """The title of what is shown."""
    return page.locator("#candidate-title")


def shown(page: Page) -> str:
    """The key of what is shown, once all of it is there."""
    article = page.locator("article.candidate:not([aria-busy])[data-key]")
    article.wait_for()
    return str(article.get_attribute("data-key"))


def expect_progress(page: Page, decided: int) -> None:
    """Wait until the server has written so many decisions."""
    expect(page.locator("[data-progress]")).to_contain_text(f"{decided} decided")
