"""Who a runner is: initials, what stands for a hidden name, and a name that somebody has already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kneerehab.domain.folding import one_line, same_name
from kneerehab.domain.runner import Runner
from kneerehab.i18n import _


class Named(Protocol):
    """A runner, or a row about one."""

    @property
    def name(self) -> str: ...

    @property
    def record_number(self) -> str | None: ...


def twin_words(name: str, others: Iterable[Runner]) -> str:
    """That somebody has this name already, and how to tell them apart; "" if nobody has."""
    wanted = same_name(name)
    twin = next((other for other in others if wanted and same_name(other.name) == wanted), None)
    if twin is None:
        return ""
    about = ", ".join(str(part) for part in (twin.birth_year, twin.record_number) if part)
    if not about:
        return _("There is a runner of this name already. A record number tells them apart.")
    return _("There is a runner of this name already ({about}). A record number tells them apart.").format(about=about)


def full_name(name: str) -> str:
    """A name as lines show it: a file from elsewhere may hold any signs, or nothing that can be seen."""
    return one_line(name) or _("(no name)")


def initials(name: str) -> str:
    """The first letters of at most three words; "?" if there are none."""
    return "".join(part[0].upper() for part in one_line(name).split()[:3]) or "?"


def shown_name(who: Named, *, hidden: bool = False) -> str:
    """The name; if names are hidden the record number, else the initials."""
    return one_line(who.record_number or "") or initials(who.name) if hidden else full_name(who.name)
