"""Exercises as a line of quick entry names them: by a whole name that is shown, in the user's language.

Neither case, accents, hyphens nor brackets count, and of "Muschel (Clamshell)" either word will do. A part of a name
is never taken for it: whoever writes "squat" is asked which one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property

from kneerehab.domain.folding import spellings
from kneerehab.domain.quick_entry import QuickExercise
from kneerehab.wording.quick_reader import Words, without_signs

_BRACKETS = re.compile(r"\(([^)]*)\)")
_MOST_WORDS = 20

Found = tuple[int, tuple[QuickExercise, ...]]
"""So many words of the line, and every exercise that they fit."""


class Names:
    """What exercises are called, looked up when a line first needs it."""

    def __init__(self, exercises: Callable[[], tuple[QuickExercise, ...]]) -> None:
        self._exercises = exercises

    def whole(self, said: Words) -> Found:
        """The longest whole name that comes next."""
        for count in range(min(_MOST_WORDS, said.left), 0, -1):
            if found := self._whole.get(said.ahead(count)):
                return count, found
        return 0, ()

    def partly(self, said: Words) -> Found:
        """As many words that come next as stand in one name, in any order."""
        best: Found = (0, ())
        for count in range(1, min(_MOST_WORDS, said.left) + 1):
            words = frozenset(said.ahead(count).split())
            found = tuple(one for one, known in self._words if words and words <= known)
            if not found:
                break
            best = count, found
        return best

    @cached_property
    def _whole(self) -> dict[str, tuple[QuickExercise, ...]]:
        """What an exercise is shown as goes before what another is called besides."""
        shown: dict[str, tuple[QuickExercise, ...]] = {}
        besides: dict[str, tuple[QuickExercise, ...]] = {}
        for one in self._exercises():
            for way in _ways(one.name):
                shown[way] = (*shown.get(way, ()), one)
            for way in {way for name in one.others for way in _ways(name)}:
                besides[way] = (*besides.get(way, ()), one)
        return besides | shown

    @cached_property
    def _words(self) -> list[tuple[QuickExercise, frozenset[str]]]:
        names = ((one, (one.name, *one.others)) for one in self._exercises())
        return [
            (one, frozenset(word for name in each for way in _ways(name) for word in way.split()))
            for one, each in names
        ]


@cache
def _ways(name: str) -> frozenset[str]:
    """Every way to write a name: with and without what stands in brackets, and that alone."""
    told = (name, _BRACKETS.sub(" ", name), *_BRACKETS.findall(name))
    return frozenset(without_signs(way) for each in told for way in spellings(each)) - {""}
