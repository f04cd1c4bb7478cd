"""The shipped typefaces and the text roles; numerals of the text face are tabular, so timers hold still."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from kneerehab.frozen import dataclass
from kneerehab.paths import resources_dir

TEXT = ("Inter", "Noto Sans", "sans-serif")
DISPLAY = ("Inter Display", "Inter", "Noto Sans", "sans-serif")

_FIRST = ("Inter-Regular.otf", "Inter-SemiBold.otf", "InterDisplay-SemiBold.otf")  # what the empty window shows
_REST = ("Inter-Medium.otf", "Inter-Bold.otf", "InterDisplay-Medium.otf", "InterDisplay-Bold.otf")
_loaded: set[str] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """How one kind of text is set: sizes in pixels at 100 %, spacing in per cent of the font's own."""

    size: int
    line: int
    weight: int
    families: tuple[str, ...] = TEXT
    spacing: float = 100.0


ROLES: dict[str, Role] = {
    "timer": Role(size=96, line=104, weight=700, spacing=96),  # not DISPLAY: its "tabular" digits differ in width
    "ring_value": Role(size=24, line=28, weight=700, spacing=97),
    "verdict": Role(size=34, line=40, weight=700, families=DISPLAY, spacing=97.5),
    "page_title": Role(size=26, line=32, weight=700, families=DISPLAY, spacing=98),
    "dialog_title": Role(size=22, line=28, weight=700, families=DISPLAY, spacing=98),
    "sub_verdict": Role(size=20, line=26, weight=500, families=DISPLAY),
    "card_title": Role(size=16, line=22, weight=600, families=DISPLAY),
    "field": Role(size=15, line=20, weight=400),
    "body": Role(size=14, line=20, weight=400),
    "body_strong": Role(size=14, line=20, weight=600),
    "button_big": Role(size=15, line=20, weight=600),
    "small": Role(size=13, line=18, weight=400),
    "small_medium": Role(size=13, line=18, weight=500),
    "small_strong": Role(size=13, line=18, weight=600),
    "caption": Role(size=12, line=16, weight=500),
    "chip": Role(size=12, line=16, weight=600),
    "key_cap": Role(size=11, line=16, weight=600),
}


def load(*, all_faces: bool = True) -> None:
    """Register the shipped faces once, or only those of the empty window; a missing file only means a fallback face."""
    for name in _FIRST + (_REST if all_faces else ()):
        if name not in _loaded:
            _loaded.add(name)
            QFontDatabase.addApplicationFont(str(resources_dir() / "fonts" / name))


def font(role: str, scale: float) -> QFont:
    """The font of a role at a text scale; KeyError for an unknown role."""
    spec = ROLES[role]
    chosen = QFont()
    chosen.setFamilies(list(spec.families))
    chosen.setPixelSize(max(1, round(spec.size * scale)))
    chosen.setWeight(QFont.Weight(spec.weight))
    if spec.spacing != 100.0:
        chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spec.spacing)
    if hasattr(chosen, "setFeature"):
        chosen.setFeature(QFont.Tag.fromString("tnum"), 1)
    return chosen
