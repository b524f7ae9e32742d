"""The links of a paper: those that follow from its identifiers, the curated ones, and those in its abstract."""

from urllib.parse import urlsplit

from livingsurvey.model import Link, Paper
from livingsurvey.model.base import doi_address
from livingsurvey.model.markup import Anchor, Inline

_LABELS = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "bitbucket.org": "Bitbucket",
    "anonymous.4open.science": "anonymous repository",
    "huggingface.co": "Hugging Face",
    "hf.co": "Hugging Face",
    "arxiv.org": "arXiv",
    "doi.org": "DOI",
}


def links_of(paper: Paper, abstract: Inline) -> tuple[Link, ...]:
    """All links of a paper, each address once: identifiers, code, curated links, links in the abstract."""
    found = []
    if paper.arxiv:
        found.append(Link(label="arXiv", url=f"https://arxiv.org/abs/{paper.arxiv}"))
    if paper.doi:
        found.append(Link(label="DOI", url=doi_address(paper.doi)))
    found += [Link(label="code", url=url) for url in paper.code]
    found += paper.links
    found += [Link(label=label_of(piece.url), url=piece.url) for piece in abstract if isinstance(piece, Anchor)]
    unique: dict[str, Link] = {}
    for link in found:
        unique.setdefault(link.url.rstrip("/").lower(), link)
    return tuple(unique.values())


def label_of(url: str) -> str:
    """What to call an address: the service where it is well known, else its host."""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    return "project page" if host.endswith(".github.io") else _LABELS.get(host, host)
