"""The sidebar: brand, pages, menu, the runner whose diary is open, settings; a rail of icons in a narrow window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Side
from kneerehab.domain.folding import one_line
from kneerehab.gui.look import accessible, icons, painting, theme
from kneerehab.gui.look.habits import key_words, tip
from kneerehab.gui.look.painted_button import AT_MOST, GROWS, PaintedButton
from kneerehab.gui.look.text import Divider
from kneerehab.gui.shell.running import RunningPills
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.shell.workspace import Workspace

WIDE, RAIL = 212, 64


class NavButton(PaintedButton, QAbstractButton):
    """One entry: icon and word; the open page stands on white with an accent bar."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None, *, checkable: bool = True) -> None:
        super().__init__(text, parent, across=GROWS, down=AT_MOST)
        self._icon = icon
        self._narrow = False
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)  # one of several to a screen reader, not a box to tick

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, with the word as a tooltip."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.lay_out_anew()

    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(theme.px(40), theme.px(42))
        text = QFontMetrics(theme.font("body_strong")).horizontalAdvance(self.text())
        return QSize(theme.px(58) + text + theme.px(12), theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(28))

    def draw(self, painter: QPainter) -> None:
        look, px = theme.current(), theme.px
        box = QRectF(self.rect())
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if on or self.warm:
            painter.setBrush(theme.colour(look.surface if on else look.border))
            painter.drawRoundedRect(box, px(8), px(8))
        if on:
            painter.setBrush(theme.colour(look.accent))
            painter.drawRoundedRect(QRectF(0, px(9), px(3), box.height() - px(18)), px(1.5), px(1.5))
        colour = look.accent if on else look.muted
        left = (box.width() - px(20)) / 2 if self._narrow else px(12)
        icons.paint(painter, self._icon, QRectF(left, (box.height() - px(20)) / 2, px(20), px(20)), colour)
        if not self._narrow:
            painter.setFont(theme.font("body_strong"))
            painter.setPen(theme.colour(colour))
            place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(px(44), 0, -px(4), 0), place, self.text())


class RunnerButton(PaintedButton, QAbstractButton):
    """Whose diary is open: initials, name, sore side; opens the list of runners."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, across=GROWS)
        self._name = self._side = self._letters = ""
        self._narrow = False
        self.setAccessibleName(_("Runners"))

    def set_runner(self, name: str, side: str, letters: str = "") -> None:
        """Show a runner; `side` is the second line, `letters` the initials of a name that is hidden."""
        self._name, self._side = name, side
        self._letters = letters or "".join(word[0] for word in name.split()[:2]).upper()
        self.setAccessibleName(_("Runner: {name}").format(name=name) if name else _("Runners"))
        switch = _("Switch runner, {keys}").format(keys=key_words("Ctrl+K"))
        self.setAccessibleDescription(f"{side}\n{switch}" if side else switch)
        self.setToolTip(tip(f"{name} · {side}") if name else "")
        self.update()

    def name_after(self, workspace: Workspace) -> None:
        """Show whose diary is open; while names are hidden, what stands for the name.

        Where there are several, two may bear one name: the record number, or else the year of birth, tells them apart.
        """
        from kneerehab.wording.labels import knees_name, label
        from kneerehab.wording.runners import initials, shown_name

        affected, by = workspace.diary.plan.affected, workspace.by
        runner, hidden = workspace.runner, workspace.settings.hide_names
        about = ""
        if workspace.diaries.has_several() and not hidden:
            about = one_line(runner.record_number or "") or str(runner.birth_year or "")
        knees = label(affected or Side.BOTH) if about else knees_name(affected) if affected else _("Both knees")
        second = _("With {name}").format(name=by.name) if by else knees
        second = f"{about} · {second}" if about else second
        self.set_runner(shown_name(runner, hidden=hidden), second, initials(runner.name))

    def set_narrow(self, narrow: bool) -> None:
        """Show the initials alone."""
        self._narrow = narrow
        self.lay_out_anew()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(RAIL - 24) if self._narrow else theme.px(WIDE - 28), theme.px(46 if self._narrow else 56))

    def draw(self, painter: QPainter) -> None:
        look, px = theme.current(), theme.px
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour(look.line if self.warm else look.border))
        painter.setBrush(theme.colour(look.surface))
        painter.drawRoundedRect(box, px(10), px(10))
        size = min(px(34), round(box.height()) - 2)
        left = (box.width() - size) / 2 if self._narrow else px(10)
        disc = QRectF(left, (box.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(look.accent))
        painter.drawEllipse(disc)
        painter.setPen(theme.colour(look.on_accent))
        painter.setFont(theme.font("chip"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._letters)
        if not self._narrow:
            room = int(box.width() - px(54) - px(28))
            for role, colour, text, top in (
                ("body_strong", look.text, self._name, px(8)),
                ("caption", look.muted, self._side, px(29)),
            ):
                painter.setFont(theme.font(role))
                painter.setPen(theme.colour(colour))
                metrics = QFontMetrics(theme.font(role))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRectF(px(54), top, room, px(20)), Qt.AlignmentFlag.AlignVCenter, shown)
            mark = QRectF(box.width() - px(26), (box.height() - px(16)) / 2, px(16), px(16))
            icons.paint(painter, "chevrons-up-down", mark, look.muted)


class Sidebar(QWidget):
    """`chosen` names the page; the buttons at the foot have signals of their own."""

    chosen = Signal(str)

    def __init__(self, entries: list[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(_("Pages"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.brand = Brand()
        self.menu = NavButton(_("Menu"), "list", checkable=False)
        self.runner = RunnerButton()
        self.running = RunningPills(QBoxLayout.Direction.TopToBottom)
        self.buttons: dict[str, NavButton] = {name: NavButton(text, icon) for name, text, icon in entries}
        self._group = QButtonGroup(self)
        self._line = Divider()
        self._marking, self._told = False, ""
        self._build()
        theme.notifier.changed.connect(self._rescale)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(4))
        column.addWidget(self.brand)
        column.addSpacing(theme.px(18))
        for name, button in self.buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, name=name: self._clicked(name))
            button.toggled.connect(lambda on, name=name: self._toggled(name, on))
            if name != "settings":
                column.addWidget(button)
            if name == "caseload":
                column.addWidget(self._line)
        column.addStretch(1)
        column.addWidget(self.running)
        column.addSpacing(theme.px(4))
        column.addWidget(self.menu)
        column.addWidget(self.runner)
        column.addSpacing(theme.px(4))
        column.addWidget(self.buttons["settings"])
        self.show_caseload(False)
        self.set_narrow(False)

    def rename(self, titles: Mapping[str, str]) -> None:
        """Name the pages, and what else stands here, in another language."""
        self.setAccessibleName(_("Pages"))
        self.menu.setText(_("Menu"))
        for name, button in self.buttons.items():
            button.setText(titles[name])
        for part in (self.menu, *self.buttons.values()):
            part.setAccessibleName(part.text())
            part.set_narrow(self._narrow)

    def show_caseload(self, on: bool) -> None:
        """Whether there is more than one runner."""
        for part in (self.buttons["caseload"], self._line):
            part.setVisible(on)

    def show_page(self, name: str) -> None:
        """Mark the open page."""
        self._marking = True
        self.buttons[name].setChecked(True)
        self._marking = False

    def _toggled(self, name: str, on: bool) -> None:
        """A screen reader toggles without a click."""
        if on and not self._marking:
            self._told = name
            self.chosen.emit(name)

    def _clicked(self, name: str) -> None:
        """A click toggles first; on the open page it does not."""
        told, self._told = self._told, ""
        if told != name:
            self.chosen.emit(name)

    def set_narrow(self, narrow: bool) -> None:
        """The rail of icons, or icons with words."""
        self._narrow = narrow
        side = theme.px(12 if narrow else 14)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(side, theme.px(18), side, theme.px(14))
        self.setFixedWidth(theme.px(RAIL if narrow else WIDE))
        for part in (self.menu, *self.buttons.values()):
            part.set_narrow(narrow)
        self.brand.set_narrow(narrow)
        self.runner.set_narrow(narrow)
        self.running.set_narrow(narrow)

    def _rescale(self) -> None:
        self.set_narrow(self._narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        whole = layout.sizeHint().height() + (self.brand.sizeHint().height() if self.brand.isHidden() else 0)
        self.brand.setVisible(event.size().height() >= whole)  # the name can be spared first


accessible.give_role(Sidebar, QAccessible.Role.Grouping)


class Brand(QWidget):
    """The mark and the name of the program; `edge` is how far in they begin, as the icons of the sidebar do."""

    def __init__(self, parent: QWidget | None = None, *, edge: int = 8) -> None:
        super().__init__(parent)
        self._edge = edge
        self._narrow = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)

    def set_narrow(self, narrow: bool) -> None:
        """The mark alone."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(32), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        look, px = theme.current(), theme.px
        left = px(4) if self._narrow else px(self._edge)
        icons.paint(painter, "logo", QRectF(left, px(6), px(30), px(30)), look.accent)
        if not self._narrow:
            painter.setFont(theme.font("card_title"))
            painter.setPen(theme.colour(look.text))
            words = px(self._edge + 40)
            box = QRectF(words, 0, self.width() - words, px(42))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, "kneerehab")
        painter.end()
