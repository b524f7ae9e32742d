"""The figure of an area: its papers as a tree, drawn by ``partials/tree.html``, and the same as a nested list.

Levels are columns from left to right. A leaf is a row with its papers by their names, on as many lines as these need.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from livingsurvey.analysis.branches import Branch, folded, grow, tree_levels
from livingsurvey.model import Paper, Place, SurveyField, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site import words
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.topic_facts import narrowed

_WIDTH = 960
_LEVELS = 580  # the width of all levels at most; the names of papers are right of them
_HEAD = 30  # the height of the names of levels
_LINE = 16  # the height of a line
_APART = 9  # between branches of the first level
_INDENT = 18  # from where a level begins to its names
_LETTER = 6.3  # the width of a letter, of terms and of papers alike
_LONGEST = 28  # letters of a paper's name
_LINES = 3  # lines of names in a leaf
_LEAVES = 40  # rows of a figure

#: Named values for the theme's template.
_Data = dict[str, Any]


class _Way(NamedTuple):
    """How a branch was reached: the filters of Explore that narrow to it, and whether Explore has all of them."""

    filters: dict[str, str]
    whole: bool = True


def taxonomy(renderer: Renderer, area: Topic, papers: Iterable[Paper]) -> _Data:
    """The tree of an area's papers, as ``tree`` in front matter; nothing where the survey asks for none.

    Args:
        renderer: of the survey, whose settings name the levels.
        area: whose papers are drawn.
        papers: in the order that they have in each leaf.
    """
    survey, listed = renderer.survey, list(papers)
    levels = tree_levels(survey, listed)
    if not levels:
        return {}
    branches = folded(grow(survey, listed, levels), _LEAVES)
    drawing = _Drawing(renderer, levels, _starts(renderer, levels, branches))
    drawing.draw(branches, _Way(narrowed(area)))
    heads = [{"x": drawing.starts[n] + _INDENT, "label": field.label} for n, field in enumerate(levels)]
    return {
        "tree": {
            "caption": _caption(renderer, area, levels, branches),
            "width": _WIDTH,
            "height": drawing.y,
            "heads": [*heads, {"x": drawing.starts[-1], "label": renderer.messages.t("topic.papers")}],
            "rules": drawing.rules,
            "lines": drawing.lines,
            "nodes": drawing.nodes,
            "rows": drawing.rows,
            "branches": drawing.listed,
        }
    }


def _caption(renderer: Renderer, area: Topic, levels: Sequence[SurveyField], branches: Iterable[Branch]) -> str:
    t, names = renderer.messages.t, [renderer.messages.in_sentence(field.label) for field in levels]
    said = [t("tree.caption", area=area.title, levels=", ".join(names)), t("tree.several")]
    if renderer.survey.settings.costs and any(field.of == "claim" for field in levels):
        said.append(t("tree.costs"))
    return " ".join([*said, *([t("tree.small")] if any(leaf.folded for b in branches for leaf in b.leaves) else [])])


def _starts(renderer: Renderer, levels: Sequence[SurveyField], branches: Iterable[Branch]) -> list[int]:
    """Where each level begins, as wide as its longest name asks for, and where the names of papers begin."""
    below, widths = list(branches), []
    for field in levels:
        names = [_name(renderer, field, branch) for branch in below]
        letters = max((len(name) + len(str(len(b.papers))) for name, b in zip(names, below, strict=True)), default=0)
        widths.append(2 * _INDENT + _LETTER * max(letters + 2, len(field.label)))
        below = [child for branch in below for child in branch.branches]
    scale = min(1, _LEVELS / sum(widths))
    return [round(scale * sum(widths[:n])) for n in range(len(widths) + 1)]


def _name(renderer: Renderer, field: SurveyField, branch: Branch) -> str:
    """What a branch is called."""
    messages = renderer.messages
    if branch.folded:
        return messages.t("tree.folded", count=branch.folded)
    if branch.value is None:
        return messages.in_sentence(messages.t("field.not_stated"))
    return renderer.survey.word(field.vocabulary or "", branch.value) or branch.value


class _Drawing:
    """Draws a tree row by row, and lists it on the way; ``y`` is where the next row begins."""

    def __init__(self, renderer: Renderer, levels: Sequence[SurveyField], starts: Sequence[int]) -> None:
        self._renderer = renderer
        self._levels = levels
        self.starts = starts
        self.y = _HEAD
        self.rules: list[int] = []
        self.nodes: list[_Data] = []
        self.lines: list[str] = []
        self.rows: list[_Data] = []
        self.listed: list[_Data] = []

    def draw(self, branches: Iterable[Branch], way: _Way) -> None:
        """Draw the branches of the first level, each below a line."""
        for branch in branches:
            self.rules.append(self.y + _APART // 2)
            self.y += _APART
            self.listed.append(self._branch(branch, 0, way))

    def _branch(self, branch: Branch, level: int, way: _Way) -> _Data:
        """Draw a branch and what is on it, beginning in the present row; return it as an entry of the list."""
        now = self._narrowed(branch, level, way)
        data = self._node(branch, level, now)
        x, y, short = self.starts[level] + _INDENT, self.y + _LINE // 2, self._short(data, level)
        self.nodes.append({"x": x, "y": y, **short})
        if not branch.branches:
            self._leaf(branch, self._end(x, short), now)
            return data | {"papers": [self._paper(paper) for paper in branch.papers]}
        children, trunk, last = [], self.starts[level + 1] + 6, y
        for child in branch.branches:
            last = self.y + _LINE // 2
            children.append(self._branch(child, level + 1, now))
            self.lines.append(f"M{trunk} {last}H{self.starts[level + 1] + _INDENT - 4}")
        self.lines.append(f"M{min(self._end(x, short), trunk)} {y}H{trunk}V{last}")
        return data | {"branches": children}

    def _leaf(self, branch: Branch, end: int, way: _Way) -> None:
        """The papers of a leaf, in rows next to the last level; a folded one may end before it."""
        left, y = self.starts[-1], self.y + _LINE // 2
        if end < left - 10:
            self.lines.append(f"M{end} {y}H{left - 6}")
        lines = self._names(branch.papers, _WIDTH - left, way)
        for number, line in enumerate(lines):
            self.rows.append({"x": left, "y": self.y + _LINE // 2 + number * _LINE, "papers": line})
        self.y += _LINE * len(lines)

    def _names(self, papers: Sequence[Paper], width: int, way: _Way) -> list[list[_Data]]:
        """The names of papers in lines; what has no room is a number that leads to all of them."""
        lines: list[list[_Data]] = [[]]
        used, most = 0.0, width - 10 * _LETTER
        for number, paper in enumerate(papers):
            one = self._paper(paper)
            wide = _LETTER * (len(one["label"]) + 3)
            if lines[-1] and used + wide > (width if len(lines) < _LINES else most):
                if len(lines) == _LINES:
                    lines[-1].append(self._more(len(papers) - number, way))
                    return lines
                lines.append([])
                used = 0.0
            lines[-1].append(one)
            used += wide
        return lines

    def _more(self, count: int, way: _Way) -> _Data:
        url = {"url": f"../{paths.explore_url(**way.filters)}"} if way.whole else {}
        return {"label": self._renderer.messages.t("tree.more", count=count), **url}

    def _paper(self, paper: Paper) -> _Data:
        label = words.citation_label(paper)
        label = label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"
        title = plain_text(self._renderer.analysis.title[paper.key])
        return {"label": label, "url": f"../{paths.paper_url(paper)}", "about": title}

    def _node(self, branch: Branch, level: int, way: _Way) -> _Data:
        """A branch by its name, with where its papers are listed; ``way`` leads to it."""
        field = self._levels[level]
        data = {"label": _name(self._renderer, field, branch), "count": len(branch.papers)}
        if branch.folded or branch.value is None:
            return data
        term = self._renderer.links.term(field.vocabulary or "", branch.value)
        url = {"url": f"../{paths.explore_url(**way.filters)}"} if way.whole else {}
        return data | url | ({"about": term.definition} if term else {})

    def _narrowed(self, branch: Branch, level: int, way: _Way) -> _Way:
        """The way to a branch, from the way to what it grows from."""
        field = self._levels[level]
        if branch.folded:
            return way
        known = branch.value is not None and bool({Place.FACET, Place.COLUMN} & set(field.shows))
        return _Way(way.filters | {field.facet: branch.value or ""}, way.whole) if known else _Way(way.filters, False)

    def _short(self, data: _Data, level: int) -> _Data:
        """A name that fits on its level, with its number behind it."""
        room = int((self.starts[level + 1] - self.starts[level] - _INDENT) / _LETTER) - len(str(data["count"])) - 2
        label = data["label"]
        return data | {"label": label if len(label) <= room else label[: room - 1].rstrip() + "…"}

    def _end(self, x: int, data: _Data) -> int:
        """Where the name of a branch and its number end."""
        return round(x + _LETTER * (len(data["label"]) + len(str(data["count"])) + 3))
