"""Many diaries in words: what each file would bring on a line, what is wrong, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneerehab.domain.folding import one_line
from kneerehab.gui.look.locale import day_and_year
from kneerehab.i18n import _, ngettext
from kneerehab.services.handover import HandoverPreview
from kneerehab.services.many_diaries import FileLook
from kneerehab.wording.backups import entries, with_last_day
from kneerehab.wording.labels import named
from kneerehab.wording.merging import why_unreadable
from kneerehab.wording.runners import full_name


def line(found: HandoverPreview, file: Path) -> str:
    """Whose it is, what it brings, and the file."""
    runner = found.theirs.runner
    who, number = full_name(runner.name), one_line(runner.record_number or "")
    if number:
        who += f" ({number})"
    if found.created:
        what = _("not here yet, {entries}").format(entries=entries(len(found.added)))
    else:
        parts = [
            words.format(n=len(records))
            for words, records in (
                (ngettext("{n} new", "{n} new", len(found.added)), found.added),
                (ngettext("{n} newer", "{n} newer", len(found.replaced)), found.replaced),
                (ngettext("{n} deleted", "{n} deleted", len(found.removed)), found.removed),
            )
            if records
        ]
        what = ", ".join(parts) or _("newer settings")
    what = with_last_day(what, found.last_day, day_and_year)
    if found.same_name and found.created:
        what += "  ·  " + _("same name as someone here")
    return f"{who}   {what}   {file.name}"


def problems(looks: Sequence[FileLook]) -> list[str]:
    """The files that can't be read or are locked, with the reason."""
    faults = [(look.file, look.fault) for look in looks if look.fault is not None]
    told = [named(file.name, why_unreadable(fault) or _("can’t be read")) for file, fault in faults]
    return [*told, *(_("{file}: locked").format(file=look.file.name) for look in looks if look.locked)]


def known(looks: Sequence[FileLook]) -> list[str]:
    """Whose files bring nothing new."""
    found = [(look.file, look.found) for look in looks if look.found is not None and look.found.nothing]
    return [f"{full_name(here.theirs.runner.name)}   {file.name}" for file, here in found]


def summary(looks: Sequence[FileLook]) -> str:
    """How many runners are new, how many known, and how many files want a look."""
    new = sum(look.found is not None and look.found.created for look in looks)
    here = sum(look.found is not None and not look.found.created for look in looks)
    wrong = len(looks) - new - here
    parts = [
        words.format(n=count)
        for words, count in (
            (ngettext("{n} runner new here", "{n} runners new here", new), new),
            (ngettext("{n} runner known", "{n} runners known", here), here),
            (ngettext("{n} file to look at", "{n} files to look at", wrong), wrong),
        )
        if count
    ]
    return ", ".join(parts)
