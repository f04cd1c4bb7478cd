"""Finds words that are cut off, and parts that lie over one another or outside what can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

_SLACK = 2


def clipped(root: QWidget) -> list[str]:
    """What is wrong with what can be seen of a window, a page or a dialog; empty if nothing is."""
    found = []
    for part in (root, *root.findChildren(QWidget)):
        if not part.isVisibleTo(root) or part.width() == 0:
            continue
        found += [f"{_name(part)}: {fault}" for fault in _faults(part)]
        found += _overlaps(part)
        if isinstance(part, QScrollArea) and part.widget() is not None:
            room, held = part.viewport().width(), part.widget().width()
            found += [f"{_name(part)}: {room} wide, holds {held}"] if held > room + _SLACK else []
    found += _outside(root)
    return found


def clipped_at_rest(root: QWidget, *, but: str = "\0") -> list[str]:
    """The same once the layout has come to rest: a page may be laid out again a turn or two after it is shown.

    What is said with the words `but` is no fault here, and not waited for.
    """
    for _ in range(100):
        found = [fault for fault in clipped(root) if but not in fault]
        if not found:
            break
        QTest.qWait(20)
    return found


def _faults(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel) and part.text():
        yield from _label(part)
    elif isinstance(part, QAbstractButton) and part.text():
        if part.width() + _SLACK < part.minimumSizeHint().width():
            yield f"{part.width()} wide, needs {part.minimumSizeHint().width()}"
        if part.hasHeightForWidth() and part.height() + _SLACK < part.heightForWidth(part.width()):
            yield f"{part.height()} high, needs {part.heightForWidth(part.width())}"
    elif isinstance(part, QLineEdit):
        shown = part.text() or part.placeholderText()
        needs = QFontMetrics(part.font()).horizontalAdvance(shown)
        margins = part.textMargins()
        if part.width() - margins.left() - margins.right() + _SLACK < needs and len(shown) < 20:
            yield f"{part.width()} wide, its words need {needs}"
    elif isinstance(part, QComboBox) and part.height() + _SLACK < part.minimumSizeHint().height():
        yield f"{part.height()} high, needs {part.minimumSizeHint().height()}"


def _label(part: QLabel) -> Iterator[str]:
    text = part.text()
    if part.textFormat() == Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setHtml(text)
        text = document.toPlainText()
    measure = QFontMetrics(part.font())
    text = text.replace("\u200b", " ")  # where a line may break without a space
    words = re.split(r"\s+|(?<=\w-)(?=\w)", text) if part.wordWrap() else text.split("\n")
    wide = max((measure.horizontalAdvance(word) for word in words), default=0)
    if part.width() + _SLACK < wide:
        yield f"{part.width()} wide, its words need {wide}"
    if part.wordWrap() and part.height() + _SLACK < part.heightForWidth(part.width()):
        yield f"{part.height()} high, needs {part.heightForWidth(part.width())}"
    if not part.wordWrap() and part.height() + _SLACK < measure.height() * len(words):
        yield f"{part.height()} high, needs {measure.height()}"


def _overlaps(part: QWidget) -> list[str]:
    """Parts of one layout that lie over one another."""
    layout = part.layout()
    if layout is None:
        return []
    laid = [child for child in part.children() if isinstance(child, QWidget) and child.isVisibleTo(part)]
    laid = [child for child in laid if _is_laid_out(layout, child) and not child.isWindow()]
    found = []
    for index, one in enumerate(laid):
        for other in laid[index + 1 :]:
            both = one.geometry() & other.geometry()
            if both.width() > _SLACK and both.height() > _SLACK:
                found.append(f"{_name(one)} and {_name(other)} lie over one another by {both.width()}x{both.height()}")
    return found


def _is_laid_out(layout: object, child: QWidget) -> bool:
    assert hasattr(layout, "count")
    for index in range(layout.count()):  # type: ignore[attr-defined]
        item = layout.itemAt(index)  # type: ignore[attr-defined]
        if item.widget() is child or (item.layout() is not None and _is_laid_out(item.layout(), child)):
            return True
    return False


def _outside(root: QWidget) -> list[str]:
    """Parts that no scrolling brings into sight."""
    found = []
    for part in root.findChildren(QWidget):
        if not part.isVisibleTo(root) or not isinstance(part, QLabel | QAbstractButton | QLineEdit | QComboBox):
            continue
        holder = _holder(part, root)
        seen = QRect(part.mapTo(holder, QPoint(0, 0)), part.size())
        if seen.left() < -_SLACK or seen.right() > holder.width() + _SLACK:
            found.append(f"{_name(part)} reaches from {seen.left()} to {seen.right()} of {holder.width()}")
        elif seen.top() < -_SLACK or seen.bottom() > holder.height() + _SLACK:
            found.append(f"{_name(part)} reaches from {seen.top()} to {seen.bottom()} of {holder.height()} down")
    return found


def _holder(part: QWidget, root: QWidget) -> QWidget:
    """The content of the scroll area around a part, cut to its width, or the root."""
    at = part.parentWidget()
    while at is not None and at is not root:
        view = at.parentWidget()
        area = view.parentWidget() if view is not None else None
        if isinstance(area, QScrollArea) and area.widget() is at:
            return at
        at = at.parentWidget()
    return root


def _name(part: QWidget) -> str:
    words = part.text() if isinstance(part, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(part).__name__} {(words or part.accessibleName() or part.objectName())[:40]!r}"
