"""Taxonomies in LaTeX and Markdown: sections, items, and what each of them cites."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy
from livingsurvey.importers.taxonomy_latex import plain_latex, read_latex
from livingsurvey.importers.taxonomy_markdown import read_markdown

Tree = list[tuple[str, list[str], "Tree"]]


def tree(sections: list[Section]) -> Tree:
    """Sections as titles, what they cite, and their parts."""
    return [(one.title, [str(c) for c in one.citations], tree(one.sections)) for one in sections]


def latex(body: str) -> Taxonomy:
    return read_latex(rf"\begin{{document}}{body}\end{{document}}", "list.tex")


OPTICS: Tree = [("Optics", [], [("Lenses", ["a", "b"], [("Thin lenses", ["c"], [])]), ("Mirrors", ["d"], [])])]
LATEX_LIST = r"""
\begin{itemize}
\item \textbf{Optics}
\\\textit{On light.}
  \begin{itemize}
  \item Lenses~\cite{a,b} % \cite{hidden}
    \begin{enumerate} \item {\bf Thin lenses}~\cite{c} \end{enumerate}
  \item Mirrors \citep[see][p.~3]{d}.
  \end{itemize}
\end{itemize}"""
LATEX_HEADINGS = r"""
\section{Optics} \label{sec:o} On light.
\subsection*{Lenses} As \citet{a} and \textcite{b} say.
\begin{description} \item[Thin lenses] are thin \parencite{c}. \end{description}
\subsection[Short]{Mirrors} \cite{d}"""
MARKDOWN_LIST = """\
- **Optics**

  On light.
  - Lenses [@a; @b, p. 3]
    * Thin lenses: @c
  - Mirrors [-@d]
"""
MARKDOWN_HEADINGS = """\
---
title: A list
---
## Optics

On light.

### Lenses
As @a and [see @b] say.

1. **Thin lenses** [@c]

### Mirrors
[@d]
"""


@pytest.mark.parametrize("body", [LATEX_LIST, LATEX_HEADINGS])
def test_latex_lists_and_headings_are_sections_that_cite(body: str) -> None:
    found = latex(body)
    assert tree(found.sections) == OPTICS
    assert found.sections[0].text == "On light."
    assert (found.outside, found.findings) == ([], [])


@pytest.mark.parametrize("text", [MARKDOWN_LIST, MARKDOWN_HEADINGS])
def test_markdown_lists_and_headings_are_sections_that_cite(text: str) -> None:
    found = read_markdown(text, "list.md")
    assert tree(found.sections) == OPTICS
    assert found.sections[0].text == "On light."
    assert (found.outside, found.findings) == ([], [])


def test_sections_and_citations_know_their_lines() -> None:
    (optics,) = latex(LATEX_LIST).sections
    assert [(one.line, [c.line for c in one.citations]) for one in optics.walk()] == [
        (3, []),
        (6, [6, 6]),
        (7, [7]),
        (8, [8]),
    ]
    (optics,) = read_markdown(MARKDOWN_HEADINGS, "list.md").sections
    assert [(one.line, [c.line for c in one.citations]) for one in optics.walk()] == [
        (4, []),
        (8, [9, 9]),
        (11, [11]),
        (13, [14]),
    ]


@pytest.mark.parametrize(
    "item",
    [
        r"\cite{a}: it is fast",
        r"Lind et al.~\cite{a}",
        r"Lind and Berg (2020) \cite{a}",
        r"Berg, 2019 \cite{a}",
        r"We show in thirteen words or more that all of these lenses are very thin \cite{a}",
    ],
)
def test_an_item_that_names_a_work_belongs_to_its_section(item: str) -> None:
    found = latex(rf"\section{{Lenses}} \begin{{itemize}} \item {item} \end{{itemize}}")
    assert tree(found.sections) == [("Lenses", ["a"], [])]


def test_a_name_in_bold_ends_where_the_sentence_on_it_begins() -> None:
    found = latex(r"\begin{itemize}\item \textbf{Lenses}: what bends light \cite{a}, and more.\end{itemize}")
    assert tree(found.sections) == [("Lenses", ["a"], [])]
    assert found.sections[0].text == "what bends light, and more."
    found = read_markdown("- **Lenses**: what bends light [@a], and more.\n", "list.md")
    assert tree(found.sections) == [("Lenses", ["a"], [])]
    assert found.sections[0].text == "what bends light, and more."


def test_links_in_markdown_are_citations_by_address_and_title() -> None:
    text = """\
# My list

- [Lenses](#lenses)

## Lenses
* [How light bends](https://arxiv.org/abs/2401.01234v2) [[DOI](https://doi.org/10.1000/XY)] [[code](https://a.org/c)]
* [No address of a kind](https://example.org/x) Lind et al.
* A bare title
### Thin
* [Thin](https://doi.org/10.1000/z)
"""
    (lenses,) = read_markdown(text, "list.md").sections
    assert tree([lenses]) == [
        ("Lenses", ["How light bends", "No address of a kind", "A bare title"], [("Thin", ["Thin"], [])])
    ]
    assert lenses.citations[0].identifiers == {"arxiv": "2401.01234", "doi": "10.1000/XY"}
    assert lenses.citations[1].identifiers == {}


def test_a_title_above_flat_sections_is_an_area() -> None:
    assert tree(read_markdown("# Optics\n## Lenses\n@a\n## Mirrors\n@b\n", "list.md").sections) == [
        ("Optics", [], [("Lenses", ["a"], []), ("Mirrors", ["b"], [])])
    ]


def test_what_cites_nothing_is_left_out_with_a_remark() -> None:
    found = latex(r"\section{Introduction} Hello. \section{Lenses} \cite{a} \nocite{b}")
    assert tree(found.sections) == [("Lenses", ["a"], [])]
    (remark,) = found.findings
    assert (remark.file, remark.line) == ("list.tex", 1) and "«Introduction» (line 1)" in remark.message


def test_citations_outside_of_sections_are_kept_apart() -> None:
    found = latex(r"As in \cite{a}. \section{Lenses} \cite{b}")
    assert found.outside == [Citation(1, "a")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"$W/Z$ tagging", "W/Z tagging"),
        (r"$H\rightarrow\gamma\gamma$", "H→γγ"),
        (r"labels $y\in\{0,1\}$", "labels y∈{0,1}"),
        (r"where $a\not=b$ holds", "where a≠b holds"),
        (r"`likelihood-free' and ``more''", "‘likelihood-free’ and “more”"),
        (r"M\"uller \& S\o{}n", "Müller & Søn"),
    ],
)
def test_names_are_readable_without_typesetting(source: str, text: str) -> None:
    assert plain_latex(source) == text


@pytest.mark.parametrize(
    "text",
    [
        piece * (100_000 // len(piece))
        for piece in [r"\item ", r"\begin{itemize}\item a ", r"\section{", r"\cite{a,", r"\cite[", r"\iffalse"]
    ]
    + [piece * 20_000 for piece in (r"\textbf{", "{", "- ", "[@", "[a", "#", "**a", "~ ", "`a")],
    ids=lambda text: text[:12],
)
def test_hostile_files_are_read_in_seconds(text: str) -> None:
    for read in (read_latex, read_markdown):
        assert isinstance(read(text, "list"), Taxonomy)


@given(st.text(st.sampled_from("\\{}[]%~$#@-*_ \n\tab1:.,ésectionitemcitebegin"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    for read in (read_latex, read_markdown):
        for section in read(text, "list").walk():
            assert section.line >= 1 and (section.citations or section.sections)


_NAMES = st.text(st.sampled_from("abcdefgh"), min_size=3, max_size=8)
_KEYS = st.lists(st.from_regex(r"[a-z]{2,6}:[0-9]{4}[a-z]{2}", fullmatch=True), min_size=1, max_size=3)
_SECTIONS = st.recursive(
    st.tuples(_NAMES, _KEYS, st.just([])),
    lambda parts: st.tuples(_NAMES, _KEYS, st.lists(parts, max_size=3)),
    max_leaves=8,
)


def _as_latex(sections: Tree) -> str:
    items = "".join(rf"\item \textbf{{{t}}} \cite{{{', '.join(k)}}} {_as_latex(p)}" for t, k, p in sections)
    return rf"\begin{{itemize}}{items}\end{{itemize}}" if sections else ""


def _as_markdown(sections: Tree, indent: str = "") -> str:
    return "".join(
        f"{indent}- {t} [{'; '.join(f'@{one}' for one in k)}]\n{_as_markdown(p, indent + '  ')}" for t, k, p in sections
    )


@settings(max_examples=40)
@given(st.lists(_SECTIONS, min_size=1, max_size=3))
def test_what_is_written_is_read(sections: Tree) -> None:
    assert tree(latex(_as_latex(sections)).sections) == sections
    assert tree(read_markdown(_as_markdown(sections), "list.md").sections) == sections
