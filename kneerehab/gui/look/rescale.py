"""A change of the text size reaches what was set once: margins, gaps and fixed sizes of everything that is built.

Whoever lays out writes `setSpacing(theme.px(12))` and forgets it. What a part sets again by itself when the style
changes comes later and wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QLayout, QSizePolicy, QSpacerItem, QWidget
from shiboken6 import isValid

from kneerehab.gui.look import everywhere
from kneerehab.gui.look.flow import FlowLayout

_DESIGN = "lengths_at_100_percent"
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX
_Change = tuple[object, Callable[[Sequence[int]], object], list[int]]


def rescale(old: float, new: float) -> None:
    """Bring every length of the built widgets from text scale `old` to `new`; call it before the new style sheet."""
    if old == new:
        return
    changes: list[_Change] = []
    for widget in everywhere.widgets():
        changes += _sizes(widget, old, new)
        if (layout := widget.layout()) is not None:
            changes += _layout(layout, old, new)
    for owner, apply, lengths in changes:  # only now: a gap that is not set is read from the layout around it
        if isValid(owner):  # a part that was resized may have built its own parts anew
            apply(lengths)


def measure_again() -> None:
    """Let everything in sight decide anew what there is room for, as after a change of the window's size."""
    for widget in everywhere.widgets():
        if isValid(widget) and widget.isVisible():
            QApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))


def _sizes(widget: QWidget, old: float, new: float) -> Iterator[_Change]:
    if widget.isWindow():
        return  # the smallest window is a matter of the screen
    now = _size_limits(widget)
    if now != [0, 0, _UNLIMITED, _UNLIMITED]:
        yield widget, (lambda to: _resize(widget, now, to)), _scaled(widget, now, old, new)


def _size_limits(widget: QWidget) -> list[int]:
    least, most = widget.minimumSize(), widget.maximumSize()
    return [least.width(), least.height(), most.width(), most.height()]


def _resize(widget: QWidget, before: Sequence[int], to: Sequence[int]) -> None:
    if _size_limits(widget) == before:  # else it has answered to the new size of its neighbours already
        widget.setMinimumSize(to[0], to[1])
        widget.setMaximumSize(to[2], to[3])


def _layout(layout: QLayout, old: float, new: float) -> Iterator[_Change]:
    if not isinstance(layout, (QBoxLayout, QGridLayout, FlowLayout)):
        return  # Qt's own, of a stack or of the window
    margins = layout.contentsMargins()
    now = [margins.left(), margins.top(), margins.right(), margins.bottom(), *_gaps(layout)]
    if any(now):
        yield layout, (lambda to: _respace(layout, to)), _scaled(layout, now, old, new)
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is not None and (inner := item.layout()) is not None:
            yield from _layout(inner, old, new)
        elif isinstance(item, QSpacerItem) and isinstance(layout, QBoxLayout):
            yield from _spacer(item, old, new)


def _gaps(layout: QLayout) -> list[int]:
    if isinstance(layout, FlowLayout):
        return [layout.gap, layout.line_gap]
    if isinstance(layout, QGridLayout):
        columns = [layout.columnMinimumWidth(column) for column in range(layout.columnCount())]
        return [layout.horizontalSpacing(), layout.verticalSpacing(), *columns]
    return [layout.spacing()] if isinstance(layout, QBoxLayout) else []


def _respace(layout: QLayout, to: Sequence[int]) -> None:
    layout.setContentsMargins(*to[:4])
    gaps = to[4:]
    if isinstance(layout, FlowLayout):
        layout.set_gaps(*gaps)
    elif isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(gaps[0])
        layout.setVerticalSpacing(gaps[1])
        for column, width in enumerate(gaps[2:]):
            layout.setColumnMinimumWidth(column, width)
    elif isinstance(layout, QBoxLayout) and not getattr(layout, "follows", False):
        layout.setSpacing(gaps[0])


def _spacer(item: QSpacerItem, old: float, new: float) -> Iterator[_Change]:
    size, policy = item.sizeHint(), item.sizePolicy()
    across, down = policy.horizontalPolicy(), policy.verticalPolicy()
    if QSizePolicy.Policy.Fixed in (across, down) and not size.isNull():
        lengths = [round(length * new / old) for length in (size.width(), size.height())]
        yield item, (lambda to: item.changeSize(to[0], to[1], across, down)), lengths


def _scaled(owner: QObject, now: list[int], old: float, new: float) -> list[int]:
    """The lengths at the new scale, from what they were at 100 %, so that going to and fro rounds nothing away."""
    kept = owner.property(_DESIGN)
    if isinstance(kept, list) and [_at(length, old) for length in kept] == now:
        design = kept
    else:
        design = [float(_UNLIMITED) if length == _UNLIMITED else length / old for length in now]
    owner.setProperty(_DESIGN, design)
    return [_at(length, new) for length in design]


def _at(length: float, scale: float) -> int:
    return _UNLIMITED if length >= _UNLIMITED else round(length * scale)
