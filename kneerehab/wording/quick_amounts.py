"""Times and distances in a line of quick entry, and what is wrong with them."""

from __future__ import annotations

from enum import StrEnum

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.i18n import _
from kneerehab.wording.quick_reader import Words

_DAY_SECONDS = 86_400
_MOST_METRES = 200_000


class Amounts:
    """Reads the amounts of one statement; each may be said once."""

    def __init__(self, said: Words) -> None:
        self.said = said
        self.faults: list[str] = []
        self.subject: StrEnum | None = None
        self.seconds: int | None = None
        self.metres: int | None = None

    def fault(self, sentence: str) -> None:
        """Something that has to be changed before the line can be saved."""
        self.faults.append(sentence)

    def _unknown(self, word: str) -> None:
        self.fault(_("“{word}” is not understood. Please write it differently, or leave it out.").format(word=word))

    def _bare_minutes(self) -> bool:
        """Of ice a number alone is minutes, as in its field."""
        number = self.said.number()
        if number is None or self.said.comes_amount:
            return False
        self._take_seconds(round(number * 60), self.said.word())
        return True

    def _amount(self) -> bool:
        said = self.said
        if not said.comes_number:
            return False
        found = said.amount()
        if found is None:
            bare, word = said.number() is not None, said.word()
            if bare:
                self.fault(_("What is {word}? Please write its unit behind it, like km or min.").format(word=word))
            else:
                self._unknown(word)
            return True
        typed, seconds, metres = found
        if seconds is not None and metres is not None:
            self.fault(_("“{typed}” can be minutes or metres. Please write min or km.").format(typed=typed))
        elif seconds is not None:
            self._take_seconds(seconds, typed)
        elif metres is not None:
            self._take_metres(metres, typed)
        return True

    def _take_seconds(self, seconds: int, typed: str) -> None:
        if self.seconds is not None:
            self.fault(_("“{typed}” is a second time. Please leave one.").format(typed=typed))
        elif not 1 <= seconds <= _DAY_SECONDS:
            self.fault(_("“{typed}” is no time of up to 24 hours. Please check it.").format(typed=typed))
        else:
            self.seconds = seconds

    def _take_metres(self, metres: int, typed: str) -> None:
        if not isinstance(self.subject, ActivityKind | CrossKind):
            self.fault(_("“{typed}” is a distance, which has no place here.").format(typed=typed))
        elif self.metres is not None:
            self.fault(_("“{typed}” is a second distance. Please leave one.").format(typed=typed))
        elif not 1 <= metres <= _MOST_METRES:
            self.fault(_("“{typed}” is no distance of up to 200 km. Please check it.").format(typed=typed))
        else:
            self.metres = metres
