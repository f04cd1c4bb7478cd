"""Two visits against each other, as words for the clinic's record or as JSON; and how commands are told which two."""

from __future__ import annotations

import argparse
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from kneerehab.cli.answering import answer
from kneerehab.cli.arguments import Commands, add_runner, day
from kneerehab.cli.opening import diary_asked_for
from kneerehab.cli.refusing import FINE, Refused, misused
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.trends.visits import Comparison, Week

_BOTH = 2


def declare(commands: Commands) -> None:
    """`compare`."""
    made = commands.add(
        "compare",
        compare,
        _("compare two visits: pain, measures and load of the week of each, as words for the record"),
        _("A value that nobody wrote down is unknown: null with --json, never 0."),
        result=(
            "runner (id), from, to, days, runs, flares, goal, pain (knee, first, last, worst_first, worst_last, "
            "highest, highest_day), measures (measure, side, activity, first, first_day, last, last_day, lowest, "
            "lowest_day, line, counts), weeks (first, last: from, to, logged, seconds, metres, exercise_days, "
            "planned_days), text"
        ),
    )
    made.add_argument(
        "visits",
        metavar=_("DATE"),
        type=day,
        nargs="*",
        help=_("the two days, YYYY-MM-DD (default: the first visit, else the first entry, and today)"),
    )
    made.add_argument("--with-name", action="store_true", help=_("the runner's name instead of a pseudonym"))
    add_runner(made)


def add_visits(command: argparse.ArgumentParser) -> None:
    """Two visits as a part of something else."""
    command.add_argument(
        "--visits",
        metavar=_("DATE"),
        type=day,
        nargs="*",
        help=_("add two visits, chosen as `kneerehab compare` chooses them"),
    )


def chosen_pair(diary: Diary, given: list[date], today: date) -> tuple[date, date]:
    """The two days that were given, in order, else the usual ones."""
    from kneerehab.domain.trends.visits import usual_pair

    if not given:
        first, last = usual_pair(diary, today)
        if first == last:
            raise Refused(_("The diary begins today: there are no two days to compare yet."))
        return first, last
    return given[0], given[1]


def check_pair(given: list[date] | None, today: date) -> None:
    """Refuse anything but no days, or two in order up to today."""
    if not given:
        return
    if len(given) != _BOTH or given[0] >= given[1]:
        raise misused(_("Please give two days, the earlier first."))
    if given[1] > today:
        words = _("{day} is in the future: please give days up to today, {today}.")
        raise misused(words.format(day=given[1].isoformat(), today=today.isoformat()))


def compare(options: Namespace) -> int:
    """Print the comparison as plain text, or as one JSON object."""
    today = date.today()
    check_pair(options.visits, today)
    diary = diary_asked_for(options)
    from kneerehab.charts.style import spoken
    from kneerehab.domain.plan.settings import settings_on
    from kneerehab.domain.trends.visits import compare_visits
    from kneerehab.wording.labels import knees_name
    from kneerehab.wording.runners import full_name
    from kneerehab.wording.summary import name_or_pseudonym
    from kneerehab.wording.visits_told import record_text

    runner = diary.runner
    found = compare_visits(diary, *chosen_pair(diary, options.visits, today))
    who = full_name(name_or_pseudonym(runner, named=options.with_name))
    knees = knees_name(settings_on(diary.plan, diary.plan_changes, found.last.visit).affected)
    text = record_text(found, spoken(runner.shown_units).formats, who, knees)
    if options.json:
        answer(options, "compare", {"runner": {"id": runner.id}, **_values(found), "text": text})
    else:
        print(text)
    return FINE


def _values(found: Comparison) -> dict[str, Any]:
    pain = [asdict(pair) for pair in found.pain]
    for pair in pain:
        del pair["change"]  # follows from first and last
    return {
        "from": found.first.visit,
        "to": found.last.visit,
        "days": found.days,
        "runs": found.runs,
        "flares": found.flares,
        "goal": None if found.goal is None else asdict(found.goal),
        "pain": pain,
        "measures": [{**asdict(pair), "line": pair.line, "counts": pair.counts} for pair in found.measures],
        "weeks": {"first": _week(found.first), "last": _week(found.last)},
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "from": week.days.first,
        "to": week.days.last,
        "logged": week.logged,
        "seconds": None if week.running is None else week.running.seconds,
        "metres": None if week.running is None else week.running.metres,
        "exercise_days": week.exercise_days,
        "planned_days": week.planned_days,
    }
