"""An import in words: each activity of a file on a line, what is wrong, and what is left out."""

from __future__ import annotations

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import Candidate, Preview
from kneerehab.gui.look.locale import clock, day_and_year
from kneerehab.i18n import _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.imports import guess_mark, walks_mark
from kneerehab.wording.labels import label, named

_MOST_LINES = 200


def line(candidate: Candidate, formats: Formats, *, with_surface: bool = True) -> str:
    """One activity of a file: when, what, how far, and what is only suggested."""
    when = day_and_year(candidate.at.date())
    if candidate.time_known:
        when += f", {clock(candidate.at.time())}"
    kind = label(candidate.cross_kind) if candidate.cross_kind else label(candidate.kind)
    parts = [f"{kind} ({guess_mark()})" if candidate.kind_guessed else kind]
    parts += [formats.distance(candidate.metres)] if candidate.metres is not None else []
    parts += [formats.minutes(candidate.seconds)] if candidate.seconds is not None else []
    if candidate.walks is not None:
        parts.append(walks_mark(candidate.walks.seconds, formats, cut=candidate.walks.cut))
    if with_surface and candidate.kind is not ActivityKind.CROSS:
        parts += [_("{surface} (suggested)").format(surface=label(code)) for code in candidate.surfaces]
    title = f"   {candidate.name}" if candidate.name else ""
    return f"{when}   {', '.join(parts)}{title}"


def summary(found: Preview) -> str:
    """How many are new, repeated and faulty."""
    parts = [ngettext("{n} new", "{n} new", len(found.new)).format(n=len(found.new))]
    if found.duplicates:
        parts.append(ngettext("{n} duplicate", "{n} duplicates", len(found.duplicates)).format(n=len(found.duplicates)))
    if found.faults:
        parts.append(ngettext("{n} problem", "{n} problems", len(found.faults)).format(n=len(found.faults)))
    return ", ".join(parts)


def fault_lines(found: Preview) -> list[str]:
    """What is wrong, file by file."""
    warned = [named(it.file, it.warning) for it in found.new if it.warning is not None]
    return _shortened([*warned, *(named(fault.file, fault.fault) for fault in found.faults)])


def duplicate_lines(found: Preview, formats: Formats) -> list[str]:
    """What is left out, under each reason, the newest first."""
    by_reason: dict[str, list[str]] = {}
    for it in sorted(found.duplicates, key=lambda it: it.candidate.at, reverse=True):
        told = line(it.candidate, formats, with_surface=False)
        by_reason.setdefault(it.reason, []).append(f"\u2013 {it.candidate.file}: {told}")
    return [words for reason, lines in by_reason.items() for words in (reason, *_shortened(lines))]


def _shortened(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], _("… and {n} more").format(n=more)]
