"""How far two words are apart."""


def distance(one: str, other: str, most: int) -> int:
    """Return the fewest letters to add, drop, change or swap; more than ``most`` is given as ``most + 1``.

    The distance of optimal string alignment (Damerau 1964; Boytsov 2011).

    Args:
        one: a word.
        other: another one.
        most: the distance beyond which it does not matter.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        row = _row(one, other, i, last, before)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def _row(one: str, other: str, i: int, last: list[int], before: list[int]) -> list[int]:
    row = [i]
    for j in range(1, len(other) + 1):
        same = one[i - 1] == other[j - 1]
        cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (not same))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            cost = min(cost, before[j - 2] + 1)
        row.append(cost)
    return row
