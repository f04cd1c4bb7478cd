"""What the plan answers, from diary files alone or from the database."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from kneerehab.cli.arguments import Commands, add_runner, day, file_name
from kneerehab.cli.pipes import unwaiting
from kneerehab.cli.refusing import FINE, REFUSED, misused
from kneerehab.domain.errors import InvalidFile, KneerehabError
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary


def declare(commands: Commands) -> None:
    """`plan`."""
    made = commands.add(
        "plan",
        plan,
        _("say what the plan answers: may I run, how far, and why"),
        _(
            "With --json: format, version, from, to, days, weeks, sessions, projection; a list of it for several files "
            "and for everyone, then with runner (id)."
        ),
        _("A diary file that is invalid ends in 2, with every fault told."),
    )
    made.add_argument(
        "--diary",
        metavar=_("FILE"),
        type=file_name,
        action="append",
        default=[],
        help=_("read this diary file, - for standard input; may be repeated"),
    )
    add_runner(made)
    made.add_argument("--everyone", action="store_true", help=_("of every runner; one that fails stops nobody else"))
    made.add_argument("--on", metavar=_("DATE"), type=day, help=_("the date asked for, YYYY-MM-DD (default: today)"))
    made.add_argument("--all", action="store_true", help=_("every day from the start of the plan"))
    made.add_argument("--json", action="store_true", help=_("print the plan as JSON"))


def plan(options: Namespace) -> int:
    """Replay every diary that was asked for and print what comes of it.

    1 if somebody's could not be read; the others are answered all the same.
    """
    diaries, faults = _everyone(options) if options.everyone else (_diaries(options), [])
    from kneerehab.domain.plan.replay import default_on, replay
    from kneerehab.exchange.plan_json import plan_document

    names = _names(diaries) if options.everyone else []
    documents, texts = [], []
    for diary in diaries:
        on = options.on or (default_on(diary) if options.all else date.today())
        found = replay(diary, on, every_day=options.all)
        if options.json:
            known = {"runner": {"id": diary.runner.id}} if options.everyone else {}
            documents.append({**known, **plan_document(found)})
        else:
            from kneerehab.wording.plan_text import plan_text

            texts.append(plan_text(_known_apart(diary, names) if names else diary, found))
    if options.json:
        import json

        print(json.dumps(documents if options.everyone or len(documents) != 1 else documents[0], ensure_ascii=False))
    else:
        print("\n\n".join(texts))
    for fault in faults:
        print(fault, file=sys.stderr)
    return REFUSED if faults else FINE


def _everyone(options: Namespace) -> tuple[list[Diary], list[str]]:
    """Every runner's diary, and what was wrong with those that can't be read."""
    if options.diary or options.runner or options.id:
        raise misused(_("Give either --everyone, or --diary, --runner or --id, not both."))
    from kneerehab.cli.opening import diaries_there
    from kneerehab.wording.labels import named
    from kneerehab.wording.runners import full_name

    found, faults = [], []
    with diaries_there(options) as diaries:
        for runner in diaries.runners():
            try:
                found.append(diaries.diary(runner.id))
            except KneerehabError as fault:
                faults.append(named(full_name(runner.name), str(fault)))
    return found, faults


def _names(diaries: list[Diary]) -> list[str]:
    from kneerehab.wording.runners import full_name

    return [full_name(diary.runner.name) for diary in diaries]


def _known_apart(diary: Diary, names: list[str]) -> Diary:
    """The diary under a name that is none of the others' names."""
    from kneerehab.cli.opening import called

    return diary.called(called(diary.runner, names))


def _diaries(options: Namespace) -> list[Diary]:
    if options.diary and (options.runner or options.id):
        raise misused(_("Give either --diary, or --runner or --id, not both."))
    if options.diary.count("-") > 1:
        raise misused(_("Standard input can be read only once."))
    if not options.diary:
        from kneerehab.cli.opening import diary_asked_for

        return [diary_asked_for(options)]
    return read_all(options.diary, for_programs=options.json)


def read_all(files: list[str], *, for_programs: bool) -> list[Diary]:
    """Every diary file, or a refusal with the faults of all of them: for programs in the words of the format."""
    from kneerehab.exchange.diary_json import read_diary
    from kneerehab.wording.labels import named
    from kneerehab.wording.merging import why_refused

    found: list[Diary] = []
    faults: list[str] = []
    for file in files:
        try:
            found.append(read_diary(_bytes_of(file)))
        except InvalidFile as fault:
            if for_programs:
                faults += [f"{file}: {line}" for line in fault.faults]
            else:
                faults += [named(file, line) for line in why_refused(fault)]
    if faults:
        raise misused(*faults)  # 2, as the specification of the format has it
    return found


def _bytes_of(file: str) -> bytes:
    from kneerehab.exchange.diary_json import MOST_BYTES

    try:
        if file == "-":
            from kneerehab.cli.asking import standard_input

            return standard_input(MOST_BYTES + 1)
        with open(file, "rb", opener=unwaiting) as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise InvalidFile(["diary: cannot be read"]) from None
