"""The five-line summary for a clinic's record system, and the sentences it shares with the report."""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from kneerehab.domain.folding import folded
from kneerehab.domain.overview import Decision, Overview
from kneerehab.domain.plan.verdict import Grade
from kneerehab.domain.runner import Runner
from kneerehab.i18n import _, ended, ngettext, semicolon
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knee_within, knees_within, label, within
from kneerehab.wording.progress import period_words, points, weight_words
from kneerehab.wording.rules import finding, week_sentence


def code_of(runner_id: str) -> str:
    """Eight letters and digits made from an id: among 10,000 runners two are the same once in 20,000 such files."""
    code = b32encode(sha256(runner_id.encode()).digest()).decode()[:8]
    return f"{code[:4]}-{code[4:]}"


def pseudonym(runner_id: str) -> str:
    """A name that tells two runners apart and says nothing about them."""
    return _("Runner {code}").format(code=code_of(runner_id))


def name_or_pseudonym(runner: Runner, *, named: bool) -> str:
    """What stands for a runner in what leaves the program: as a file has it, not made into a line."""
    return runner.name if named else pseudonym(runner.id)


def file_stem(kind: str, runner: Runner) -> str:
    """The beginning of a file's name: what it is, and whose by record number or pseudonym, never by name."""
    whose = "".join(sign for sign in runner.record_number or "" if sign.isalnum() or sign in "-_")
    return f"{kind}-{whose or code_of(runner.id)}"


def file_stems(kind: str, runners: Iterable[Runner]) -> dict[str, str]:
    """Id → the beginning of a file's name, each another one: where two numbers look alike the pseudonym stands too.

    Compared as file systems do that don't tell capitals apart.
    """
    runners = tuple(runners)
    stems = {runner.id: file_stem(kind, runner) for runner in runners}
    times = Counter(stem.casefold() for stem in stems.values())
    return {key: stem if times[stem.casefold()] == 1 else f"{stem}-{code_of(key)}" for key, stem in stems.items()}


def five_lines(found: Overview, formats: Formats, who: str | None = None) -> str:
    """Plain text, five lines: who and when, pain, plan, running, everything else."""
    lines = (
        _("{who}, {knees}, {period}, {logged}.").format(
            who=who or pseudonym(found.diary.runner.id),
            knees=knees_within(found.settings.affected),
            period=dates(found, formats),
            logged=logged(found, formats),
        ),
        pain(found, formats),
        plan(found, formats),
        running(found, formats),
        " ".join(
            part
            for part in (exercise(found, formats), care(found, formats), warning_signs(found), questions(found))
            if part
        ),
    )
    return "\n".join(" ".join(line.split()).replace("\u00a0", " ") for line in lines)


def dates(found: Overview, formats: Formats) -> str:
    """The first and the last day, and how long that is."""
    return _("{first} to {last} ({period})").format(
        first=formats.day(found.span.first),
        last=formats.day(found.span.last),
        period=period_words(found.span.days, formats),
    )


def logged(found: Overview, formats: Formats) -> str:
    """ "26 of 28 days logged" """
    return ngettext("{n} of {days} day logged", "{n} of {days} days logged", found.span.days).format(
        n=formats.number(found.logged, 0), days=formats.number(found.span.days, 0)
    )


def pain(found: Overview, formats: Formats) -> str:
    """Pain now against the start, per knee, and what the change means."""
    if not found.changes:
        return _("Pain: too few scores for a comparison.")
    parts = [
        _("{knee} {start} → {now} of 10 ({weight})").format(
            knee=knee_within(change.knee),
            start=points(change.start, formats),
            now=points(change.now, formats),
            weight=weight_words(change, formats),
        )
        for change in found.changes
    ]
    return _("Pain, mean of the daily worst, first and last week: {knees}.").format(knees=semicolon().join(parts))


def phase(found: Overview, formats: Formats) -> str:
    """The phase and since when; "not begun" before the plan's first day."""
    if found.phase is None or found.phase_since is None:
        return _("not begun")
    name = label(found.phase)
    if found.rung is not None:
        name = _("{phase}, step {rung} of 6").format(phase=name, rung=found.rung)
    return _("{phase}, since {day}").format(phase=name, day=formats.day(found.phase_since))


def decision(item: Decision, formats: Formats) -> str:
    """One step of the plan with its reason."""
    if item.week is not None:
        return week_sentence(item.week, formats)
    return finding(item.rule or "", dict(item.inputs or {}), formats)


def plan(found: Overview, formats: Formats) -> str:
    """The phase and the last decision."""
    text = _("Plan: {phase}.").format(phase=phase(found, formats))
    if found.decisions:
        last = found.decisions[-1]
        text += " " + _("Last decision {day}: {decision}").format(
            day=formats.day(last.day), decision=decision(last, formats)
        )
    return text


def grades(found: Overview, formats: Formats) -> str:
    """How the runs were judged, in counts: "18 green, 2 amber"."""
    words = {
        Grade.GREEN: _("{n} green"),
        Grade.AMBER: _("{n} amber"),
        Grade.RED: _("{n} red"),
        Grade.UNVERIFIED: _("{n} not judged"),
        Grade.PENDING: _("{n} to be judged"),
    }
    counts = found.running.grades
    told = (text.format(n=formats.number(counts[grade], 0)) for grade, text in words.items() if counts[grade])
    return ", ".join(text.replace(" ", "\u00a0") for text in told)


def running(found: Overview, formats: Formats) -> str:
    """Runs, their sums, the last week against its budget, and how the runs were judged."""
    runs = found.running
    if not runs.runs:
        return _("Running: none.")
    text = ngettext("Running: {n} run, {distance}, {minutes}", "Running: {n} runs, {distance}, {minutes}", runs.runs)
    text = text.format(
        n=formats.number(runs.runs, 0), distance=formats.distance(runs.metres), minutes=formats.minutes(runs.seconds)
    )
    if runs.unknown:
        text += semicolon() + _("time or distance of {n} unknown").format(n=formats.number(runs.unknown, 0))
    week = found.last_week
    if week is not None:
        text += semicolon() + _("week of {day}: {done} of {budget}").format(
            day=formats.day(week.start),
            done=formats.distance(week.done.metres),
            budget=formats.ceiling(week.budget.metres),
        )
    judged = grades(found, formats)
    return ended(text + ((semicolon() + _("judged: {grades}").format(grades=judged)) if judged else ""))


def exercise(found: Overview, formats: Formats) -> str:
    """Done of planned."""
    percent = found.exercise.total.done_percent
    if percent is None:
        return ""
    return _("Exercises: {percent} % of planned days.").format(percent=formats.number(percent, 0))


def care(found: Overview, formats: Formats) -> str:
    """Ice, painkillers, swelling and limp, in days."""
    parts = [
        ngettext("ice {n} time", "ice {n} times", found.icing.sessions).format(
            n=formats.number(found.icing.sessions, 0)
        )
        if found.icing.sessions
        else _("ice: none logged"),
        painkillers(found, formats),
        ngettext("swelling on {n} day", "swelling on {n} days", found.swelling_days).format(
            n=formats.number(found.swelling_days, 0)
        ),
        ngettext("limp on {n} day", "limp on {n} days", found.limp_days).format(n=formats.number(found.limp_days, 0)),
    ]
    text = ended(", ".join(parts))
    return text[0].upper() + text[1:]


def painkillers(found: Overview, formats: Formats) -> str:
    """On how many days; where nothing was written down nobody knows that nothing was taken."""
    days = found.painkiller_days
    if not days:
        return _("painkillers: none logged")
    return ngettext("painkillers on {n} day", "painkillers on {n} days", days).format(n=formats.number(days, 0))


def warning_signs(found: Overview) -> str:
    """Red flags by name, or that none was reported."""
    flags = {flag for _day, reported in found.red_flags for flag in reported}
    if not flags:
        return _("Warning signs: none reported.")
    names = sorted((within(label(flag)) for flag in flags), key=folded)
    return _("Warning signs: {flags}.").format(flags=", ".join(names))


def questions(found: Overview) -> str:
    """What the runner wants to ask at the visit."""
    asked = found.questions()
    return _("Questions and notes: {text}").format(text=asked[0].note) if asked else ""
