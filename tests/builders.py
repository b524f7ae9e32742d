"""Small surveys made for one test: models in memory, and folders on disk."""

from pathlib import Path
from typing import Any

import yaml
from livingsurvey.model import (
    Claim,
    FieldTable,
    OpenQuestion,
    Paper,
    QuotedPaper,
    Scope,
    Seen,
    Settings,
    Source,
    Survey,
    SurveyField,
    Topic,
)
from livingsurvey.store.documents import declared_apart

REPOSITORY = Path(__file__).parent.parent

SETTINGS = Settings(
    name="Test Survey",
    tagline="A survey for tests",
    description="A survey that exists for one test.",
    scope=Scope(statement="Everything belongs."),
)

SURVEY_YML = """\
name: Test Survey
tagline: A survey for tests
description: A survey that exists for one test.
scope:
  statement: Everything belongs.
"""

#: The fields that surveys of tests declare: one of each way in which terms are used.
FIELDS_YML = (REPOSITORY / "tests" / "fields.yml").read_text()
FIELDS = FieldTable(tuple(SurveyField(**entry) for entry in yaml.safe_load(FIELDS_YML)))

MKDOCS_YML = """\
site_name: Test Survey
site_description: A survey for tests
docs_dir: content/pages
use_directory_urls: false
theme:
  name: survey
nav:
  - Home: index.md
  - Papers: papers/index.md
plugins: [survey]
markdown_extensions: [attr_list, md_in_html, tables, toc]
validation: {omitted_files: ignore}
"""


def paper(key: str = "a-paper", **fields: Any) -> Paper:
    """A paper with the given fields and harmless others."""
    defaults = {
        "title": key.replace("-", " ").capitalize(),
        "abstract": f"The abstract of {key}, in one sentence.",
    }
    claims = [claim.model_dump() if isinstance(claim, Claim) else claim for claim in fields.pop("claims", ()) or ()]
    data, problems = declared_apart("paper", {**defaults, **fields, "claims": claims}, FIELDS)
    assert problems == []
    return Paper(key=key, **data)


def claim(**fields: Any) -> Claim:
    """A claim; the fields that surveys of tests declare may be among its own."""
    data, problems = FIELDS.split("claim", fields)
    assert problems == []
    return Claim(**data)


def topic(key: str, parent: str | None = None, **fields: Any) -> Topic:
    """A topic, or an area without ``parent``."""
    return Topic(key=key, parent=parent, **{"title": key.capitalize(), "summary": f"All about {key}.", **fields})


def open_question(key: str, quote: str = "Q.", **fields: Any) -> OpenQuestion:
    """An open question of the topic ``t`` that rests on words of one paper."""
    support = (QuotedPaper(paper=key, quote=quote),)
    asked = {"question": "Why?", "why": "W.", "asked": "2025", "checked": "2025"}
    return OpenQuestion(**{"id": "why", "topics": ("t",), "support": support, **asked, **fields})


def survey(*papers: Paper, topics: tuple[Topic, ...] = (), **fields: Any) -> Survey:
    """A survey of the given papers."""
    return Survey(**{"settings": SETTINGS, "papers": papers, "topics": topics, "fields": FIELDS, **fields})


def source(identifier: str = "capture", **fields: Any) -> Source:
    """A source; its checksum fits no file."""
    defaults = {
        "file": f"{identifier}.txt",
        "format": "hf-daily-papers-text",
        "origin": "a listing",
        "sha256": "0" * 64,
    }
    return Source(id=identifier, **{**defaults, **fields})


def seen(rank: int = 1, line: int = 1, identifier: str = "capture") -> Seen:
    """A record of provenance."""
    return Seen(source=identifier, rank=rank, line=line)


def paper_file(key: str = "a-paper", extra: str = "", body: str = "", after: str = "") -> str:
    """The text of a paper's file; ``extra`` is YAML put in front of the abstract, ``after`` behind it."""
    title = key.replace("-", " ").capitalize()
    return f"---\nkey: {key}\ntitle: {title}\n{extra}abstract: |-\n  The abstract of {key}.\n{after}---\n{body}"


def survey_folder(root: Path, papers: dict[str, str] | None = None, **files: str) -> Path:
    """A survey on disk: ``papers`` by key; further ``files`` by path, with ``__`` for ``/`` and ``_`` kept.

    Paths are below ``content``: ``topics__a="..."`` writes ``content/topics/a.md``.
    """
    content = root / "content"
    for folder in ("papers", "topics", "pages", "sources"):
        (content / folder).mkdir(parents=True, exist_ok=True)
    (content / "survey.yml").write_text(SURVEY_YML)
    (content / "fields.yml").write_text(FIELDS_YML)
    (root / "mkdocs.yml").write_text(MKDOCS_YML)
    for key, text in (papers or {}).items():
        (content / "papers" / f"{key}.md").write_text(text)
    for name, text in files.items():
        (content / f"{name.replace('__', '/').replace('_', '-')}.md").write_text(text)
    return root
