"""How a report is made: whose name stands on it, the paper, and how much it tells."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import field
from enum import StrEnum

from kneerehab.charts import Locale, Style, spoken
from kneerehab.frozen import dataclass
from kneerehab.i18n import language, speaking
from kneerehab.paths import resources_dir


class Paper(StrEnum):
    """The sheet."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height."""
        return (8.27, 11.69) if self is Paper.A4 else (8.5, 11.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """`who` stands on the page (a pseudonym unless the runner wants their name: then it is `named`).

    `details` adds pages of tables; `clinic` and `clinician`, who signs, stand on the page as they are given.
    Its words are those of `language` (as in BCP 47), whatever the program speaks; `locale` writes its dates.
    """

    who: str
    paper: Paper = Paper.A4
    details: bool = False
    named: bool = False
    clinic: str = ""
    clinician: str = ""
    locale: Locale = field(default_factory=spoken)
    language: str = field(default_factory=language)

    def speaking(self) -> AbstractContextManager[None]:
        """Within it, on this thread, `_()` speaks the language of the page."""
        return speaking(resources_dir() / "locale", self.language)

    def style(self) -> Style:
        """The look of its charts: always light, for paper."""
        return Style(locale=self.locale, titled=True, scale=0.9, background="none")
