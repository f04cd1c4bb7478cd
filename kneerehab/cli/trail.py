"""Who changed what, when; and the clinicians whose names it may bear."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from kneerehab.cli.answering import answer, say
from kneerehab.cli.arguments import Commands, add_runner
from kneerehab.cli.opening import chosen_runner, diaries_there
from kneerehab.cli.refusing import FINE, misused
from kneerehab.domain.codes import Clinician
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.trail import TrailLine


def declare(commands: Commands) -> None:
    """`trail` and `clinicians`."""
    made = commands.add(
        "trail",
        trail,
        _("tell who changed what in a diary and when, with old and new values"),
        _("It begins with version 2. As a file: kneerehab export --format trail."),
        result=(
            "runner (id, name), lines: at (UTC), what (added, changed, removed), way (edit, back, merge, import), "
            "list, record, by (name, role; or null), changes (key: [old, new], or null where the text is not kept)"
        ),
    )
    add_runner(made)
    made.add_argument("--record", metavar=_("ID"), help=_("only what was done to the entry of this id"))
    made = commands.add(
        "clinicians",
        people,
        _("list the clinicians of this file, add one or take one out"),
        result="clinicians: name, role",
    )
    made.add_argument("--add", metavar=_("NAME"), help=_("add a clinician, or give one another role"))
    made.add_argument(
        "--role", choices=[one.value for one in Clinician], default="physio", help=_("the role of who is added")
    )
    made.add_argument("--remove", metavar=_("NAME"), help=_("take a clinician out; what is recorded keeps the name"))


def trail(options: Namespace) -> int:
    """The lines of a runner's trail, oldest first, as words or as one JSON object."""
    with diaries_there(options) as diaries:
        runner = chosen_runner(diaries, options)
        lines, diary = diaries.trail(runner.id, options.record), diaries.diary(runner.id)
    if options.record is not None and not lines and options.record not in _ids(diary):
        raise misused(_("There is no entry with the id {id}.").format(id=options.record))
    if options.json:
        from kneerehab.exchange.trail_json import trail_keys

        answer(options, "trail", trail_keys(runner, lines))
        return FINE
    for line in lines:
        _tell(line, diary, whole=options.record is None)
    if not lines:
        say(options, _("Nothing has been changed since the trail began."))
    return FINE


def _ids(diary: Diary) -> set[str]:
    """Of all that could have been changed."""
    return {diary.runner.id, *(one.id for one in diary.records()), *(mark.id for mark in diary.deleted)}


def _tell(line: TrailLine, diary: Diary, *, whole: bool) -> None:
    from kneerehab.services.trail import name_in
    from kneerehab.wording.formats import plain
    from kneerehab.wording.trail import entry_of, headline, person, values

    by = f"  {person(line.by)}" if line.by else ""
    print(f"{line.at.astimezone():%Y-%m-%d %H:%M}  {headline(line)}{by}")
    formats = plain(diary.runner.shown_units)
    if whole and (entry := entry_of(line, diary, formats, lambda key: name_in(diary, key), str)):
        print(f"    {entry}")
    for name, old, new in values(line, formats, lambda key: name_in(diary, key)):
        print(f"    {name}: {new}" if old is None else f"    {name}: {old} → {new}")


def people(options: Namespace) -> int:
    """Change the list if that is asked for, then print it."""
    with diaries_there(options) as diaries:
        from kneerehab.domain.errors import InvalidRecord
        from kneerehab.domain.trail import Professional
        from kneerehab.services.clinicians import clinicians, keep_clinicians

        known = clinicians(diaries)
        gone = {name.casefold() for name in (options.remove, options.add) if name is not None}
        if options.remove is not None and options.remove.casefold() not in {one.name.casefold() for one in known}:
            names = ", ".join(one.name for one in known) or _("nobody")
            raise misused(_("No clinician is named {name}. Known: {names}").format(name=options.remove, names=names))
        if gone:
            wanted = [one for one in known if one.name.casefold() not in gone]
            if options.add is not None:
                wanted.append(Professional(name=options.add, kind=Clinician(options.role)))
            try:
                keep_clinicians(diaries, wanted)
            except InvalidRecord:
                raise misused(_("Please give a name of 1 to 100 characters.")) from None
            known = clinicians(diaries)
    answer(options, "clinicians", {"clinicians": [{"name": one.name, "role": one.kind} for one in known]})
    if not options.json:
        from kneerehab.wording.trail import person

        for one in known:
            print(person(one))
        if not known:
            say(options, _("There is no clinician yet. Add one with --add NAME."))
    return FINE
