"""The plan's answers as plain text, for the command line."""

from __future__ import annotations

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.verdict import Replay, Verdict
from kneerehab.i18n import _
from kneerehab.wording.formats import Formats, plain
from kneerehab.wording.labels import label, named
from kneerehab.wording.plan_page import percent
from kneerehab.wording.rules import finding, grade_words, later_sentence, notice_sentence, reason, week_sentence
from kneerehab.wording.runners import full_name
from kneerehab.wording.verdicts import headline, next_steps, surfaces


def plan_text(diary: Diary, answer: Replay) -> str:
    """The days asked for, the closed weeks, the sessions and the projection, one fact a line."""
    formats = plain(diary.runner.shown_units)
    lines = [full_name(diary.runner.name)]
    if not answer.days:
        return "\n".join([*lines, _("The plan starts on {day}.").format(day=diary.plan.start.isoformat())])
    for verdict in answer.days:
        lines += _day(verdict, formats)
    if answer.weeks:
        lines += ["", _("Weeks")]
        for week in answer.weeks:
            done = f"{formats.minutes(week.done.seconds)} / {formats.distance(week.done.metres)}"
            budget = f"{formats.minutes(week.budget.seconds)} / {formats.ceiling(week.budget.metres)}"
            text = _("  {start}: {done} of {budget}. {decision}")
            lines.append(
                text.format(
                    start=week.start.isoformat(), done=done, budget=budget, decision=week_sentence(week, formats)
                )
            )
    if answer.sessions:
        lines += ["", _("Runs and walks")]
        for session in answer.sessions:
            why = f" ({', '.join(reason(rule) for rule in session.reasons)})" if session.reasons else ""
            lines.append(f"  {session.date.isoformat()} {named(label(session.kind), grade_words(session.grade))}{why}")
    if answer.projection is not None:
        lines += ["", _("The goal week begins, if every week advances")]
        for rate in answer.projection.rates:
            lines.append(f"  +{percent(rate.growth_permille, formats)}: {rate.date.isoformat()}")
    return "\n".join(lines).replace("\u00a0", " ")


def _day(verdict: Verdict, formats: Formats) -> list[str]:
    head = headline(verdict, formats)
    lines = ["", f"{verdict.date.isoformat()}  {head.title}", f"  {head.line}"]
    lines.append(_("  Phase: {phase}, day {day}").format(phase=label(verdict.phase), day=verdict.day))
    if verdict.surfaces:
        lines.append(_("  Ground: {surfaces}").format(surfaces=surfaces(verdict.surfaces)))
    lines += [f"  {fired.rule}: {finding(fired.rule, fired.inputs, formats)}" for fired in verdict.rules]
    lines += [_("  Next: {need}").format(need=need) for need in next_steps(verdict)]
    lines += [f"  {notice_sentence(notice, formats)}" for notice in verdict.notices if notice.notice != "graded"]
    lines += [f"  {later_sentence(code)}" for code in verdict.later]
    return lines
