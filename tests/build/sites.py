"""Small surveys that can be built into sites."""

from pathlib import Path

from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.build.outcome import Generated
from livingsurvey.store.theme_files import THEME

from tests.builders import MKDOCS_YML, paper_file, survey_folder

ABOUT = "---\ntitle: About\n---\nA page by hand.\n"
AREA = "---\ntitle: Area\nsummary: One area.\n---\n"
CACHES = "---\ntitle: Caches\nparent: area\nsummary: One topic.\n---\n"
KEYS = ("one", "two", "three")

#: A claim whose sentence is in no abstract.
UNSOUND = "claims: [{quote: Not in it twice., change: {form: factor, value: 2, unit: ×}}]\n"

#: A frame around pages that MkDocs fills ten times faster than the real one.
BARE_FRAME = "<!doctype html><title>{{ config.site_name }}</title><main>{{ page.content }}</main>{{ page.meta | e }}\n"
BARE_MKDOCS_YML = MKDOCS_YML.replace("name: survey", "name: null\n  custom_dir: overrides")
BARE_TEMPLATES = [path.name for path in THEME.glob("*.html") if path.name not in ("main.html", "404.html")]


def site_folder(root: Path, papers: dict[str, str] | None = None, real_frame: bool = False) -> Path:
    """A survey of three papers, an area, a topic and a page; its frame is a bare one, or that of this repository."""
    texts = {key: paper_file(key, extra="topics: [caches]\n") for key in KEYS} if papers is None else papers
    survey_folder(root, texts, pages__about=ABOUT, topics__area=AREA, topics__caches=CACHES)
    return root if real_frame else with_bare_frame(root)


def with_bare_frame(root: Path) -> Path:
    """Put the bare frame around the pages of a survey."""
    (root / "overrides" / "assets" / "css").mkdir(parents=True)
    (root / "overrides" / "assets" / "css" / "survey.css").write_text("p {}\n")
    (root / "overrides" / "main.html").write_text(BARE_FRAME)
    for name in BARE_TEMPLATES:
        (root / "overrides" / name).write_text("{% extends 'main.html' %}")
    (root / "mkdocs.yml").write_text(BARE_MKDOCS_YML)
    return root


def built_site(root: Path) -> Path:
    """Build the site of a survey in which no file has an error; return its folder."""
    pages = Generated(made=False)
    site = build_site(root, pages)
    assert pages.errors == ()
    return site


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by relative path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def site_contents(folder: Path) -> dict[str, bytes]:
    """The files of a site, but for the compressed site map: it tells the second in which it was made."""
    return {name: data for name, data in contents(folder).items() if name != "sitemap.xml.gz"}


def edit(root: Path, key: str, old: str, new: str) -> None:
    """Change the file of a paper."""
    path = root / "content" / "papers" / f"{key}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
