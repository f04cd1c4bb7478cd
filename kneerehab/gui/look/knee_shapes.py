"""The knee drawings as outlines: a left knee from the front and from its outer side, its zones and their labels.

Units are those of the drawing, about half a design pixel; a right knee is the mirror image.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from kneerehab.frozen import dataclass
from kneerehab.i18n import N_

UNIT = 1 / 1.9  # design pixels per unit of the drawing
HEIGHT = 830  # units, without the caption

ZONES: dict[str, str] = {
    "front": N_("Kneecap"),
    "outer": N_("Outer side"),
    "below_kneecap": N_("Below kneecap"),
    "inner": N_("Inner side"),
    "behind": N_("Behind"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneShape:
    """One zone in one view; `mark` is where its tick goes."""

    zone: str
    outline: str
    mark: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of a zone beside the drawing, and the line that leads to it."""

    zone: str
    at: tuple[float, float]  # where the text starts, or ends when it stands on the left
    line: str
    room: float  # how wide a line of the text may be, up to the next drawing or the end of the picture
    side: Literal["left", "right"] = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view of a left knee."""

    edge: tuple[str, ...]  # the strong outlines of the leg
    folds: tuple[str, ...]  # faint lines
    zones: tuple[ZoneShape, ...]
    labels: tuple[Label, ...] = field(default=())
    middle: float = 0.0  # x of the caption's middle
    edge_middle: float = 0.0  # x of the leg's middle
    caption: str = ""


FRONT = View(
    edge=(
        "M 217 35 C 209 120 219 203 246 273 C 259 303 246 325 247 357 C 248 388 258 393 256 421 "
        "C 253 447 236 478 236 549 C 237 622 259 690 273 790",
        "M 465 35 C 469 120 458 203 438 275 C 424 303 428 322 431 352 C 432 385 420 394 421 419 "
        "C 423 450 437 480 437 548 C 436 622 413 692 403 790",
    ),
    folds=(
        "M 296 90 C 290 160 293 222 312 272",
        "M 378 90 C 385 160 380 222 364 272",
        "M 339 549 C 334 612 334 680 339 739",
    ),
    zones=(
        ZoneShape(
            zone="inner",
            outline="M 258 323 C 260 301 286 303 286 318 C 286 345 279 362 282 385 C 284 412 288 430 286 447 "
            "C 284 470 256 467 257 450 C 258 432 266 420 265 395 C 263 370 253 345 258 323 Z",
            mark=(271, 385),
        ),
        ZoneShape(
            zone="front",
            outline="M 337 316 C 366 316 383 329 383 356 C 383 388 364 424 337 424 C 310 424 291 388 291 356 "
            "C 291 329 308 316 337 316 Z",
            mark=(337, 369),
        ),
        ZoneShape(
            zone="below_kneecap",
            outline="M 317 440 C 326 444 349 444 358 440 C 362 439 363 442 362 447 C 357 470 360 482 355 497 "
            "C 352 508 322 508 319 497 C 314 482 317 470 312 447 C 311 442 313 439 317 440 Z",
            mark=(337, 473),
        ),
        ZoneShape(
            zone="outer",
            outline="M 388 286 C 386 263 419 263 419 286 C 415 312 418 332 420 355 C 421 392 412 412 418 455 "
            "C 420 479 389 479 390 458 C 392 425 389 402 394 370 C 398 338 390 312 388 286 Z",
            mark=(405, 371),
        ),
    ),
    labels=(
        Label(zone="front", at=(497, 250), line="M 366 321 C 380 272 404 250 432 250 L 484 250", room=215),
        Label(zone="outer", at=(497, 371), line="M 421 371 L 484 371", room=215),
        Label(zone="below_kneecap", at=(497, 477), line="M 360 477 L 484 477", room=215),
        Label(zone="inner", at=(153, 393), line="M 166 393 L 264 393", room=140, side="left"),
    ),
    middle=292,
    edge_middle=341,
    caption=N_("From the front"),
)

SIDE = View(
    edge=(
        "M 722 35 C 710 110 715 195 743 285 C 747 300 728 318 726 346 C 725 378 747 402 748 432 "
        "C 749 458 744 474 748 493 C 760 562 786 690 796 790",
        "M 977 35 C 984 120 966 203 941 283 C 930 322 919 357 923 395 C 927 442 956 490 960 545 "
        "C 961 612 925 702 908 790",
    ),
    folds=("M 839 53 C 833 110 834 170 841 225", "M 868 539 C 875 602 873 672 853 737"),
    zones=(
        ZoneShape(
            zone="front",
            outline="M 738 314 C 752 308 769 325 769 349 C 769 375 752 388 741 385 C 723 364 722 336 738 314 Z",
        ),
        ZoneShape(
            zone="below_kneecap",
            outline="M 747 395 C 757 391 769 422 773 448 C 774 466 769 471 762 470 C 753 469 754 455 755 440 "
            "C 753 425 743 403 747 395 Z",
        ),
        ZoneShape(
            zone="outer",
            outline="M 820 268 C 829 253 864 253 873 272 C 878 312 877 350 872 385 C 866 420 863 440 857 453 "
            "C 849 472 830 472 821 453 C 812 430 809 398 809 360 C 809 320 815 290 820 268 Z",
            mark=(841, 362),
        ),
        ZoneShape(
            zone="behind",
            outline="M 908 298 C 914 289 931 290 935 300 C 928 325 915 348 917 390 C 919 422 931 450 938 470 "
            "C 938 484 919 486 911 478 C 893 450 888 412 889 375 C 891 345 899 318 908 298 Z",
            mark=(904, 385),
        ),
    ),
    labels=(Label(zone="behind", at=(1013, 385), line="M 926 385 L 1001 385", room=105),),
    middle=845,
    caption=N_("From the outer side"),
)


def path(text: str, *, shift: float = 0.0, mirror_at: float | None = None) -> QPainterPath:
    """The outline written in `text` (M, L, C, Z with absolute numbers), moved right by `shift`, mirrored in a line."""

    def point(x: str, y: str) -> QPointF:
        across = float(x) if mirror_at is None else 2 * mirror_at - float(x)
        return QPointF(across + shift, float(y))

    made = QPainterPath()
    words = iter(text.split())
    for word in words:
        if word == "M":
            made.moveTo(point(next(words), next(words)))
        elif word == "L":
            made.lineTo(point(next(words), next(words)))
        elif word == "C":
            made.cubicTo(*(point(next(words), next(words)) for _corner in range(3)))
        elif word == "Z":
            made.closeSubpath()
        else:
            raise ValueError(f"not a path: {word}")
    return made
