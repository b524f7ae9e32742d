"""How a reported change is written, wherever it is: on a page or in data."""

from livingsurvey.model.paper import Change


def number(value: float) -> str:
    """Write a number as a reader expects: no needless decimals, thousands apart."""
    if abs(value) < 10_000:
        return f"{value:.10g}"
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace(",", "\u202f")


def change_text(change: Change) -> str:
    """Write a change: ``up to 2.5 ×``, ``−40 %``, ``3 % of baseline``."""
    signed = change.form in ("change", "points")
    ends = [change.value] if change.low is None else [change.low, change.value]
    figures = " to ".join(("+" if signed and end > 0 else "") + number(end) for end in ends)
    text = f"{figures.replace('-', '−')} {change.unit}"
    return f"{change.bound} {text}" if change.bound else text
