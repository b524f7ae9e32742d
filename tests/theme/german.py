"""A small survey in German: its content, and one file with the words of the interface."""

import shutil
from hashlib import sha256
from pathlib import Path

from tests.builders import REPOSITORY

CATALOGUE = REPOSITORY / "tests" / "site" / "messages" / "de.html"

MKDOCS_YML = """\
site_name: Kleine Schriftenkunde
site_description: Eine Probe
docs_dir: content/pages
use_directory_urls: false
nav: [Start: index.md, Erkunden: explore.md, Methode: method.md]
theme: {name: survey, language: de, custom_dir: overrides}
plugins: [survey]
markdown_extensions: [attr_list, md_in_html, tables, toc]
validation: {omitted_files: ignore}
"""

SURVEY_YML = """\
name: Kleine Schriftenkunde
tagline: Eine Probe
description: Was über das Lesen geschrieben wurde.
scope:
  statement: Alles über das Lesen.
  included: [{title: Vom Lesen, why: Darum geht es.}]
reading: Gelesen hat eine Person.
limits: [Nur Titel und Zusammenfassungen wurden gelesen.]
"""

FIELDS_YML = """\
- id: kind
  label: Art
  labels: Arten
  help: Was die Arbeit beiträgt.
  type: term
  vocabulary: kinds
  shows: [heading, page, table, facet, column, index, axis, export]
- id: works
  label: Werk
  labels: Werke
  help: Wovon sie handelt.
  type: terms
  vocabulary: works
  shows: [page, facet, column, index, export]
- id: seen
  of: claim
  label: Messgröße
  labels: Messgrößen
  help: Was gemessen wurde.
  type: term
  vocabulary: sizes
  shows: [page, table, facet, column, index, axis, export]
"""

VOCABULARIES = {
    "kinds": "- {id: studie, name: Studie, definition: Eine Untersuchung.}\n",
    "works": "- {id: faust, name: Faust, definition: Ein Drama.}\n- {id: hiob, name: Hiob, definition: Ein Roman.}\n",
    "sizes": (
        "- {id: dauer, name: Dauer, definition: Wie lange es währt., better: less,\n"
        "  words: {less: weniger Zeit, more: mehr Zeit}}\n"
    ),
    "reasons": "- {id: fremd, name: anderer Gegenstand, definition: Es geht um anderes.}\n",
}

PAPERS = {
    "vom-lesen": """\
key: vom-lesen
title: Vom Lesen
authors: [Ada Lesemann, Bert Buch]
published: 2024-05-03
venue: Zeitschrift für Lesekunde
doi: 10.1000/lesen
code: [https://github.com/example/lesen]
status: included
kind: studie
topics: [stilles-lesen]
summary: Prüft das stille Lesen.
works: [Faust]
claims:
  - quote: Stilles Lesen dauert 40 % weniger.
    seen: dauer
    change: {form: change, value: -40, unit: "%", bound: up to}
    against: lautes Lesen
    on: Faust
abstract: |-
  Am Faust gemessen. Stilles Lesen dauert 40 % weniger.
seen: [{source: liste, rank: 1, line: 1}]
""",
    "lautes-lesen": """\
key: lautes-lesen
title: Lautes Lesen
authors: [Ada Lesemann, Carl Druck, Dora Satz, Emil Blatt]
published: 2024-06
status: included
kind: studie
topics: [stilles-lesen]
works: [Faust]
abstract: |-
  Auch der Faust wird laut gelesen.
""",
    "suppen": """\
key: suppen
title: Suppen
status: excluded
reason: fremd
abstract: |-
  Es geht um Brühe.
""",
    "ungelesen": """\
key: ungelesen
title: Ungelesen
abstract: |-
  Hier war noch niemand.
""",
}

TOPICS = {
    "lesen": "key: lesen\ntitle: Das Lesen\nsummary: Wie gelesen wird.\n",
    "stilles-lesen": (
        "key: stilles-lesen\ntitle: Stilles Lesen\nparent: lesen\nsummary: Ohne Stimme.\n"
        "next_door: Das Vorlesen ist anderswo.\nstart_here:\n  - {key: vom-lesen, why: Es ist kurz.}\n"
    ),
}

READINGS = "".join(
    f'{{"paper": "{key}", "field": "kind", "value": "studie", "reader": "{reader}", "date": "2026-07-29"}}\n'
    for key, reader in (("vom-lesen", "erste"), ("vom-lesen", "zweite"), ("lautes-lesen", "erste"))
)

SOURCES_YML = f"""\
- id: liste
  file: liste.txt
  format: hf-daily-papers-text
  origin: Eine Liste
  date: {{month: 7, day: 29}}
  note: Ohne Jahr.
  sha256: {sha256(b"liste").hexdigest()}
"""


def write_german_survey(root: Path) -> Path:
    """Write the survey below ``root``, with the catalogue in its ``overrides/``."""
    files = {"mkdocs.yml": MKDOCS_YML, "content/survey.yml": SURVEY_YML, "content/fields.yml": FIELDS_YML}
    files |= {"content/sources/sources.yml": SOURCES_YML, "content/sources/liste.txt": "liste"}
    files |= {f"content/vocabulary/{name}.yml": terms for name, terms in VOCABULARIES.items()}
    files |= {f"content/papers/{key}.md": f"---\n{front}---\n" for key, front in PAPERS.items()}
    files |= {
        f"content/topics/{key}.md": f"---\n{front}---\nSo ist es, siehe [@vom-lesen].\n"
        for key, front in TOPICS.items()
    }
    files["content/readings/lesungen.jsonl"] = READINGS
    files["content/pages/about.md"] = "---\ntitle: Wer wir sind\n---\nWir lesen.\n"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "overrides" / "messages").mkdir(parents=True)
    shutil.copy(CATALOGUE, root / "overrides" / "messages")
    return root
