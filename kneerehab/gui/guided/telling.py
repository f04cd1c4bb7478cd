"""What a guided session says: what a cue means to a screen reader, how far it is, and what was done."""

from __future__ import annotations

from kneerehab.domain.codes import Side
from kneerehab.domain.training import ExerciseSet
from kneerehab.i18n import _
from kneerehab.services.session import Session
from kneerehab.services.session_events import Cue
from kneerehab.services.session_steps import Item
from kneerehab.wording.labels import leg_within
from kneerehab.wording.session import about_minutes, stage_word


def announcement(cue: Cue, session: Session) -> str | None:
    """A cue in words; None for those that are heard alone."""
    step, item = session.step, session.item
    return {
        Cue.GO: _("Go: {name}, {leg}, set {n} of {count}").format(
            name=item.name, leg=leg_within(step.side), n=step.set, count=item.target.sets
        ),
        Cue.NEXT: _("Get ready: {name}, {leg}").format(name=item.name, leg=leg_within(step.side)),
        Cue.SWITCH: _("Switch sides: {leg}").format(leg=leg_within(step.side)),
        Cue.REST: _("Rest {n} seconds").format(n=step.seconds),
        Cue.TEN_LEFT: _("10 seconds left"),
        Cue.OVER: _("Over. What you did is saved."),
        Cue.ASLEEP: _("The computer slept. Go on when you are ready."),
    }.get(cue)


def step_text(name: str, record: ExerciseSet) -> str:
    """The exercise and side of a record, for the undo bar."""
    return f"{name}, {leg_within(record.side)}" if record.side is not Side.BOTH else name


def easier_words(item: Item) -> str:
    """The way in which an exercise is done from here on."""
    if item.easy and item.easier is not None:
        way, how = _(item.easier.name), _(item.easier.how)
        return _("From here on the easier way: {way}. {how}").format(way=way, how=how)
    return _("Back to the usual way.")


def over_words(session: Session) -> str:
    """How the session ended."""
    return stage_word("over") if session.complete else _("Enough for today")


def progress_words(session: Session) -> str:
    """How far the session is, and how long it goes on."""
    if session.over:
        return over_words(session)
    return _("Exercise {n} of {count}, {time} left").format(
        n=session.step.item + 1, count=len(session.items), time=about_minutes(session.seconds_left)
    )
