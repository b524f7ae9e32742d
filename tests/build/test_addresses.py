"""What asks for an address that is taken is left out of the site and told; nothing else changes."""

from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.build.pipeline import DOCS, generate
from livingsurvey.model.site_names import OWN_NAMES

from tests.build.sites import contents, site_folder
from tests.builders import paper_file

TERM = "- {id: index, name: Index, definition: D.}\n- {id: con, name: Con, definition: D.}\n"
TOPIC = "---\ntitle: All\nparent: area\nsummary: S.\n---\n"
PAGE = "---\ntitle: Mine\n---\nMine.\n"
HOSTILE = {
    "papers/evil.md": paper_file("evil", "aliases: [index, con, com1, first]\n"),
    "papers/many.md": paper_file("many", f"aliases: [{', '.join(f'old-{n}' for n in range(900))}]\n"),
    "topics/all.md": TOPIC,
    "vocabulary/kinds.yml": TERM,
    **{f"pages/{name}.md": PAGE for name in ("404", "search", "papers", "kinds", "sitemap", "assets")},
}
STRAY = {"pages/.htaccess": "Redirect / x\n", ".gitattributes": "* export-ignore\n"}
STRAY |= {"pages/.new.md": PAGE, "pages/a.MD": PAGE}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey in which much asks for what is taken."""
    root = site_folder(tmp_path_factory.mktemp("survey"))
    for name, text in (HOSTILE | STRAY).items():
        (root / "content" / name).parent.mkdir(exist_ok=True)
        (root / "content" / name).write_text(text)
    return root


def test_each_is_told_at_its_file_and_left_out(root: Path) -> None:
    pages = generate(root)
    docs = contents(root / DOCS)
    told = {(one.file.removeprefix("content/"), one.rule) for one in pages.findings}
    assert told >= {
        ("papers/evil.md", "alias-taken"),
        ("papers/many.md", "many-aliases"),
        ("topics/all.md", "taken-address"),
        ("vocabulary/kinds.yml", "taken-address"),
        ("pages/kinds.md", "taken-address"),
        *((f"pages/{name}.md", "bad-key") for name in ("404", "search", "papers", "sitemap", "assets")),
        ("pages/.htaccess", "governing-file"),
        (".gitattributes", "governing-file"),
        ("pages/.new.md", "stray-file"),
        ("pages/a.MD", "stray-file"),
    }
    assert b"moved_to" not in docs["papers/index.md"]
    assert {"papers/evil.md", "papers/many.md", "kinds/index.md"} <= docs.keys()
    assert {
        "papers/con.md",
        "papers/com1.md",
        "papers/old-1.md",
        "kinds/con.md",
        "404.md",
        "kinds.md",
    } & docs.keys() == set()
    assert not [path for path in docs if "/." in f"/{path}" or "htaccess" in path]


def test_every_name_at_the_root_of_a_site_is_known(root: Path) -> None:
    generate(root)
    build_site(root, strict=False)
    names = {path.name.partition(".")[0] for path in (root / "site").iterdir()}
    asked = {"kinds", "benchmarks", "models", "methods", "measures", "about"}
    assert names - OWN_NAMES - asked == {"_headers"}
    assert not [path for path in contents(root / "site") if "/." in f"/{path}"]
