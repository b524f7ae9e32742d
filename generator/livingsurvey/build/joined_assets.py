"""One style sheet and one script for all pages, and one of each for a kind of page, in place of a dozen files.

Each file costs a reader on a slow line a journey to the server and back, and a page is not drawn before its styles are
there. Templates name the joined files by what is in them, so ``partials/assets.html`` and this module must agree.
"""

import re
from collections.abc import Iterator

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from livingsurvey.site.messages import PATH as MESSAGES

#: The script of all pages.
SITE = "assets/js/site.js"
_THEME = re.compile(r"assets/(css|js)/[\w.-]+\.(css|js)")
#: What browsers do not read: a comment of a style sheet; of a script, lines that are nothing but a comment.
_NOTES = {
    "css": re.compile(r"/\*(?:(?!\*/)[\s\S])*\*/\s*|^\s+", re.MULTILINE),
    "js": re.compile(r"^\s*(?://[^\n]*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n|^\s+", re.MULTILINE),
}


def join_assets(environment: Environment, config: MkDocsConfig, files: Files) -> None:
    """Add the joined files that pages load to the site, and take out of all of the theme's what browsers do not read.

    Args:
        environment: the theme's templates, which name the scripts of all pages.
        config: the settings of the build.
        files: all files of the site; pages have read their front matter.
    """
    for file in files:
        if found := _THEME.fullmatch(file.src_uri):
            file.content_string = _NOTES[found[2]].sub("", file.content_string)
    shared = environment.get_template("partials/assets.html").make_module({"config": config}).shared  # type: ignore[attr-defined]
    for path, parts in [(SITE, [MESSAGES, *(f"assets/js/{name}.js" for name in shared)]), *_of_pages(files)]:
        texts = [part.content_string for one in parts if (part := files.get_file_from_path(one))]
        files.append(File.generated(config, path, content="\n".join(texts)))


def _of_pages(files: Files) -> Iterator[tuple[str, list[str]]]:
    """The lists of styles and scripts that pages have, under the name of the joined file. A list of one needs none."""
    pages = [file.page.meta for file in files.documentation_pages() if file.page]
    for key, kind in (("styles", "css"), ("scripts", "js")):
        for names in sorted({tuple(meta.get(key) or ()) for meta in pages}):
            if len(names) > 1:
                yield f"assets/{kind}/{'.'.join(names)}.{kind}", [f"assets/{kind}/{name}.{kind}" for name in names]
