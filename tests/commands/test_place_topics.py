"""Topics and placements from a taxonomy: what becomes an area or a topic, and which papers go where."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from livingsurvey.commands.place_topics import Placement, place
from livingsurvey.commands.taxonomy_topics import topics_of
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy
from livingsurvey.importers.taxonomy_latex import read_latex
from livingsurvey.model import Survey, is_key
from livingsurvey.store import load
from livingsurvey.store.transaction import apply

from tests.builders import paper_file, survey, survey_folder, topic

KEYS = {f"P:{n}": f"p{n}" for n in range(1, 7)}
LIST = r"""
\begin{itemize}
\item \textbf{Optics}~\cite{P:1} \\ What bends light. Since 1960, it has <b>grown</b>.
  \begin{itemize}
  \item \textbf{Lenses}
    \begin{itemize} \item Thin~\cite{P:2,P:3} \item Other~\cite{P:4} \end{itemize}
  \end{itemize}
\item \textbf{Acoustics} \begin{itemize} \item Other~\cite{P:2,p:5,P:99} \end{itemize}
\end{itemize}"""


def held(root: Path) -> Survey:
    """The survey in a folder, which must be in order."""
    loaded = load(root)
    assert loaded.findings == () and loaded.survey
    return loaded.survey


def placed(root: Path, text: str = LIST) -> Placement:
    """Place the papers of a folder, and write it."""
    outcome = place(root, held(root), read_latex(text, "list.tex"), KEYS)
    apply(root, outcome.changes)
    return outcome


def folder(root: Path, **more: str) -> Path:
    files = {f"p{n}": paper_file(f"p{n}", "topics:\n" + more.get(f"p{n}", "")) for n in range(1, 7)}
    return survey_folder(root, files)


def test_sections_become_areas_and_topics_and_every_citation_is_placed(tmp_path: Path) -> None:
    outcome = placed(folder(tmp_path))
    now = held(tmp_path)
    assert [(one.title, one.parent) for one in now.topics] == [
        ("Optics", None),
        ("Optics (general)", "optics"),
        ("Lenses", "optics"),
        ("Thin", "optics"),
        ("Other (Optics)", "optics"),
        ("Acoustics", None),
        ("Other (Acoustics)", "acoustics"),
    ]
    assert {key: paper.topics for key, paper in now.paper.items()} == {
        "p1": ("optics-general",),
        "p2": ("thin", "other-acoustics"),
        "p3": ("thin",),
        "p4": ("other-optics",),
        "p5": ("other-acoustics",),
        "p6": (),
    }
    assert (outcome.papers, outcome.citations, outcome.placed, outcome.kept) == (5, 7, 6, [])


def test_summaries_are_the_source_s_own_or_say_only_what_is_known(tmp_path: Path) -> None:
    placed(folder(tmp_path))
    topics = held(tmp_path).topic
    assert topics["optics"].summary == "What bends light."
    assert topics["optics"].prose == r"Since 1960, it has \<b\>grown\</b\>."
    assert topics["thin"].summary == "Papers on thin."
    assert topics["optics"].source == "list.tex, line 3"
    assert topics["lenses"].prose == "Its parts: [Thin](topics/thin.md), [Other (Optics)](topics/other-optics.md)."


def test_citations_of_unknown_works_are_named_with_their_lines(tmp_path: Path) -> None:
    (finding,) = placed(folder(tmp_path)).findings
    assert (finding.file, finding.line, finding.rule) == ("list.tex", 8, "unknown-citation")
    assert "«P:99», cited in «Other»" in finding.message


def test_many_unknown_works_are_counted(tmp_path: Path) -> None:
    keys = ",".join(f"X:{n}" for n in range(50))
    findings = placed(folder(tmp_path), rf"\section{{A}} \cite{{{keys}}}").findings
    assert len(findings) == 21 and findings[-1].message.startswith("30 more citations")


def test_a_second_time_nothing_changes(tmp_path: Path) -> None:
    first = placed(folder(tmp_path))
    again = placed(tmp_path)
    assert (again.topics, again.changes, again.kept) == ([], [], [])
    assert (again.papers, again.placed) == (first.papers, first.placed)


def test_what_a_curator_has_placed_stays(tmp_path: Path) -> None:
    root = folder(tmp_path)
    mine = "---\nkey: mine\ntitle: Mine\nparent: area\nsummary: Mine.\n---\n"
    (root / "content/topics/mine.md").write_text(mine)
    (root / "content/papers/p3.md").write_text(paper_file("p3", "topics: [mine]\n"))
    (root / "content/papers/p4.md").write_text(paper_file("p4", "status: excluded\n"))
    outcome = placed(root)
    assert held(root).paper["p3"].topics == ("mine",)
    assert held(root).paper["p4"].topics == ()
    assert sorted(outcome.kept) == ["p3", "p4"]


def test_a_flat_list_has_one_area() -> None:
    sections = [Section("Lenses", 1, citations=[Citation(1, "a")]), Section("Mirrors", 2, citations=[Citation(2, "b")])]
    made = topics_of(Taxonomy("x.md", sections, title="Keywords"), survey())
    assert [(one.title, one.parent) for one in made.new] == [
        ("Keywords", None),
        ("Lenses", "keywords"),
        ("Mirrors", "keywords"),
    ]


def test_a_topic_that_exists_is_used() -> None:
    there = survey(topics=(topic("area"), topic("glass", "area", title="LENSES", order=100)))
    sections = [Section("Lenses", 1, citations=[Citation(1, "a")])]
    made = topics_of(Taxonomy("x.md", sections), there)
    assert [one.key for one in made.new] == ["topics"]
    assert [key for _, key in made.placing] == ["glass"]


_TITLES = st.text(min_size=1, max_size=30).filter(lambda text: any(sign.isalnum() for sign in text))


@example([("0", []), ("0", []), ("2", ["0"])])
@given(st.lists(st.tuples(_TITLES, st.lists(_TITLES, max_size=3)), min_size=1, max_size=4))
def test_any_titles_become_topics_with_keys_and_titles_of_their_own(areas: list[tuple[str, list[str]]]) -> None:
    cited = [Citation(1, "a")]
    sections = [
        Section(title, 1, citations=cited, sections=[Section(part, 1, citations=cited) for part in parts])
        for title, parts in areas
    ]
    made = topics_of(Taxonomy("x.md", sections), survey())
    assert all(is_key(one.key) for one in made.new)
    assert len({one.key for one in made.new}) == len({one.title.casefold() for one in made.new}) == len(made.new)
