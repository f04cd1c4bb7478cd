"""Every runner of the file on one line, the most urgent first."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from kneerehab.cli.answering import answer
from kneerehab.cli.arguments import Commands, day
from kneerehab.cli.opening import diaries_there
from kneerehab.cli.refusing import FINE
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.caseload import CaseloadRow


def declare(commands: Commands) -> None:
    """`caseload`."""
    made = commands.add(
        "caseload",
        caseload,
        _("list every runner with phase, pain, last entry and what to note, the most urgent first"),
        result=(
            "on, runners: id, name, birth_year, record_number, knee, phase, rung, week, pain (28 days), exercise_days, "
            "planned_days, last_entry, note, flags, days, count, needs_a_look"
        ),
    )
    made.add_argument("--on", metavar=_("DATE"), type=day, help=_("as of this date, YYYY-MM-DD (default: today)"))
    made.add_argument("--hide-names", action="store_true", help=_("initials and record numbers instead of names"))


def caseload(options: Namespace) -> int:
    """Print the caseload as a table, or as one JSON object."""
    from kneerehab.domain.caseload import in_order
    from kneerehab.services.caseload import caseload as rows_of

    on = options.on or date.today()
    with diaries_there(options) as diaries:
        rows = in_order(rows_of(diaries.database, on, keep=on == date.today()))
    if options.json:
        answer(options, "caseload", {"on": on, "runners": [_values(row, hidden=options.hide_names) for row in rows]})
        return FINE
    from kneerehab.wording.caseload import note_words, phase_words
    from kneerehab.wording.formats import plain
    from kneerehab.wording.runners import shown_name

    names = [shown_name(row, hidden=options.hide_names) for row in rows]
    times = Counter(names)
    lines = [
        (
            name if times[name] < 2 else f"{name} ({_apart(row, hidden=options.hide_names)})",
            note_words(row, plain()),
            phase_words(row),
            _("pain {score}").format(score="?" if row.last_pain is None else row.last_pain),
            _("last entry {day}").format(day=row.last_entry.date()) if row.last_entry else _("no entry"),
        )
        for name, row in zip(names, rows, strict=True)
    ]
    widths = [max((len(line[place]) for line in lines), default=0) for place in range(4)]
    for *cells, last in lines:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), last]))
    if not rows:
        print(_("There is no runner yet. Open kneerehab once, or import a diary."))
    return FINE


def _apart(row: CaseloadRow, *, hidden: bool) -> str:
    """What tells a runner from another one of that name."""
    from kneerehab.wording.summary import code_of

    if hidden:
        return code_of(row.runner_id)
    return ", ".join(str(part) for part in (row.record_number, row.birth_year) if part) or code_of(row.runner_id)


def _values(row: CaseloadRow, *, hidden: bool) -> dict[str, Any]:
    from kneerehab.wording.runners import shown_name

    return {
        "id": row.runner_id,
        "name": shown_name(row, hidden=hidden),
        "birth_year": None if hidden else row.birth_year,
        "record_number": row.record_number,
        "knee": row.affected,
        "phase": row.phase,
        "rung": row.rung,
        "week": row.week,
        "pain": row.pain,
        "exercise_days": row.exercise_days,
        "planned_days": row.planned_days,
        "last_entry": row.last_entry.isoformat(timespec="minutes") if row.last_entry else None,
        "note": row.note,
        "flags": row.flags,
        "days": row.days,
        "count": row.count,
        "needs_a_look": row.needs_a_look,
    }
