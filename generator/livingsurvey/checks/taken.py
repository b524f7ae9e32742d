"""What the guard tells of a change: what it takes away, compared with what its messages say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from livingsurvey.checks.losses import Loss, Lost, Side, lost, lost_files
from livingsurvey.checks.rule import RULES, Found
from livingsurvey.checks.said import Said
from livingsurvey.model import RuleSetting, Severity, Survey

_NAMED = 5  # entries that a message names
_WORDS = {"empties": "would be empty", "cuts": "would lose a part of it", "excludes": "would say «excluded»"}
_RULES = {"empties": "field-emptied", "cuts": "field-cut", "excludes": "papers-excluded"}

#: What is reported: the rule's id, and what it finds.
Told = Iterator[tuple[str, Found]]


def taken(base: Side, now: Side, said: Said, limits: Mapping[str, Mapping[str, Any]]) -> Told:
    """Tell what the change from ``base`` to ``now`` takes away.

    Args:
        base: the survey before.
        now: the survey after.
        said: what the messages of the change say.
        limits: the limits of each rule.
    """
    what, (files, captures, cut) = lost(base, now), lost_files(base, now)
    yield from _dropped({**what.gone, "file": files}, said)
    yield from _merged(what, said)
    yield from _captures({*captures, *(loss.file for loss in what.losses if loss.verb == "replaces")}, said)
    yield from _losses([*(loss for loss in what.losses if loss.verb in _RULES), *cut], what, said, limits)
    yield from _lowered(set(lowered(base.survey, now.survey)), said)
    for was, after in what.unlinked:
        message = f"{was.key} has become {after.key}, and its old address leads nowhere."
        yield "taken-away", Found(after.path, message, f"Add {was.key} to its aliases.")


def _dropped(gone: dict[str, list[str]], said: Said) -> Told:
    things = [*gone, *(thing for verb, thing in said.counts if verb == "removes" and thing not in gone)]
    for thing in things:
        keys, count = gone.get(thing, []), said.count("removes", thing)
        if len(keys) != count:
            stated = f"; the messages say {count}" if count else ""
            message = f"{_many(len(keys), thing)} would be gone{stated}{': ' if keys else ''}{_names(keys)}."
            fix = f"Restore them, or say «Removes: {_many(len(keys), thing)}» in a commit message."
            rule, place = ("papers-dropped", "content/papers") if thing == "paper" else ("content-dropped", "content")
            yield rule, Found(place, message, fix if keys else "Correct the number in the message.")
        elif keys:
            yield (
                "taken-away",
                Found("content", f"{_many(count, thing)} would be gone, as said: {', '.join(keys)}.", ""),
            )


def _merged(what: Lost, said: Said) -> Told:
    done = {(was.key, after.key): after.path for was, after in what.merged}
    unnamed = [pair for pair in done if pair not in said.merges]
    count = said.count("merges", "paper")
    for was, after in done if len(unnamed) == count else unnamed:
        rule, stated = ("taken-away", ", as said") if len(unnamed) == count else ("papers-merged", "")
        fix = "" if stated else f"Restore it, or say «Merges: {was} into {after}» in a commit message."
        yield rule, Found(done[was, after], f"{was} would be gone, merged into {after}{stated}.", fix)
    if count > len(unnamed):
        message = f"the messages say that {_many(count, 'paper')} would be merged besides those they name; not so many."
        yield "papers-merged", Found("content/papers", message, "Correct the number in the message.")
    for was, after in sorted(said.merges - done.keys()):
        message = f"the messages say that {was} is merged into {after}, and it is not."
        yield "papers-merged", Found("content/papers", message, "Correct the message.")


def _captures(files: set[str], said: Said) -> Told:
    for file in sorted(files):
        stated = file in said.named("replaces")
        fix = "" if stated else f"Restore it, or say «Replaces: {file}» in a commit message."
        message = f"what was received would be another text{', as said' if stated else ''}."
        yield "taken-away" if stated else "capture-changed", Found(file, message, fix)
    yield from _in_vain("capture-changed", "replaces", files, said)


def _losses(losses: list[Loss], what: Lost, said: Said, limits: Mapping[str, Mapping[str, Any]]) -> Told:
    groups = defaultdict[tuple[str, str, str], list[Loss]](list)
    for loss in losses:
        groups[loss.verb, loss.thing, loss.field].append(loss)
    for (verb, thing, name), group in groups.items():
        count = said.count("excludes", thing) if verb == "excludes" else None
        if name in said.named(verb) or count == len(group):
            yield "taken-away", _group(group, ", as said", "")
        elif not count and len(group) <= _free(limits.get(_RULES[verb], {}), verb, thing, what.had[thing, name]):
            yield from (("taken-away", _group([loss], "", "")) for loss in group)
        else:
            phrase = f"Excludes: {_many(len(group), thing)}" if verb == "excludes" else f"{verb.capitalize()}: {name}"
            yield _RULES[verb], _group(group, "", f"Restore it, or say «{phrase}» in a commit message.")
    if said.count("excludes", "paper") and not any(verb == "excludes" for verb, *_ in groups):
        message = "the messages say that papers are excluded, and none is."
        yield "papers-excluded", Found("content/papers", message, "Correct the message.")
    for verb in ("empties", "cuts"):
        yield from _in_vain(_RULES[verb], verb, {name for done, _, name in groups if done == verb}, said)


def _free(limits: Mapping[str, Any], verb: str, thing: str, had: int) -> float:
    """How many entries may lose something without a word."""
    free = verb != "empties" or thing == "paper"
    return max(limits.get("papers", 0), limits.get("percent", 0) * had / 100) if free else 0


def _group(group: list[Loss], stated: str, fix: str) -> Found:
    verb, thing, name, file, _ = group[0]
    had = " that had it" if verb == "empties" else ""
    keys = [loss.key for loss in group]
    message = f"«{name}» {_WORDS[verb]} in {_many(len(group), thing)}{had}{stated}: {_names(keys)}."
    return Found(file if len(group) == 1 else file.rpartition("/")[0], message, fix)


def _lowered(names: set[str], said: Said) -> Told:
    for name in sorted(names):
        stated = name in said.named("lowers")
        fix = "" if stated else f"Undo it, or say «Lowers: {name}» in a commit message."
        message = (
            f"the rule «{name}» would be lowered, switched off or have other limits{', as said' if stated else ''}."
        )
        yield "taken-away" if stated else "rule-lowered", Found("content/survey.yml", message, fix)
    yield from _in_vain("rule-lowered", "lowers", names, said)


def lowered(base: Survey, now: Survey) -> Iterator[str]:
    """The rules that a survey's settings make less of than they were, or whose limits they change."""
    before, after = base.settings.rules, now.settings.rules
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, RuleSetting()), after.get(name, RuleSetting())
        if old.limits != new.limits or _level(name, new) > _level(name, old):
            yield name


def _level(name: str, setting: RuleSetting) -> int:
    """How little a rule matters."""
    levels = [str(level) for level in (*Severity, "off")]
    given = RULES[name].doc.severity if name in RULES else Severity.ERROR
    return levels.index(setting.level or given)


def _in_vain(rule: str, verb: str, done: Iterable[str], said: Said) -> Told:
    for name in sorted(said.named(verb) - set(done)):
        yield rule, Found("content", f"a message says «{verb.capitalize()}: {name}», and nothing does.", "Correct it.")


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}{'es' if thing.endswith('ch') else 's'}"


def _names(keys: list[str]) -> str:
    return ", ".join(keys[:_NAMED]) + (f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else "")
