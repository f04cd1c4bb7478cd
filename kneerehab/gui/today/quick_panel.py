"""What hangs below the line of quick entry: what it will save, what stands in the way, and yesterday's answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _

_WIDTH, _GAP, _AIR = 560, 6, 8


class QuickPanel(Card):
    """Lies over its page below the line while that has the keyboard; `wanted` carries words to add to the line."""

    wanted = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(parent=page)
        self.lead = Label("", "small", "muted")
        self.will_save = Label("", "body_strong", wrap=True)
        self.asked = Label("", "body", "caution", wrap=True)
        self.examples = Label("", "small", "muted", wrap=True)
        self.same_check_in = Button(_("Same check-in as yesterday"), size="small", icon="again")
        self.same_care = Button(_("Same care as yesterday"), size="small", icon="again")
        self._offers = QWidget()
        self._check_in = self._care = ""
        self._line: QWidget | None = None
        self._build_card()
        self._connect()
        self.hide()

    def _build_card(self) -> None:
        self.setAccessibleName(_("What quick entry will save"))
        self.edge = "line"
        self.body.setSpacing(theme.px(6))
        offers = FlowLayout(self._offers, spacing=theme.px(8))
        offers.addWidget(self.same_check_in)
        offers.addWidget(self.same_care)
        for part in (self.lead, self.will_save, self.asked, self._offers, self.examples):
            self.body.addWidget(part)
        self.examples.setText(
            "\n".join(
                (
                    _(
                        "Also: “pain left 1 right 0”, “ice left 15”, “half squat 2x10”, “exercises done”, "
                        "“yesterday walk 30 min”."
                    ),
                    _("“Pain” is the worst of the last 24 hours, and “now” is the pain now."),
                    _("A semicolon parts two entries. What you don’t say stays unknown. Esc clears the line."),
                )
            )
        )

    def _connect(self) -> None:
        self.same_check_in.clicked.connect(lambda: self.wanted.emit(self._check_in))
        self.same_care.clicked.connect(lambda: self.wanted.emit(self._care))

    def offer(self, check_in: str, care: str) -> None:
        """Yesterday's check-in and care as words of a line; "" where there was none."""
        self._check_in, self._care = check_in, care
        self.same_check_in.setVisible(bool(check_in))
        self.same_care.setVisible(bool(care))
        self._offers.setVisible(bool(check_in or care))

    def show_found(self, lines: Sequence[str], *, sound: bool, typed: bool, whose: str) -> None:
        """What the line says so far; of what stands in the way only what is mended goes at once.

        `whose` is the runner's name where there are several.
        """
        saves = _("Enter saves for {name}:").format(name=whose) if whose else _("Enter saves:")
        self.will_save.setText("\n".join(lines))
        self.will_save.setVisible(bool(lines))
        self.lead.setText(saves if sound else _("Understood so far, and not saved yet:"))
        self.lead.setVisible(bool(lines))
        if sound or not typed:
            self.ask("")
        self._place()

    def ask(self, words: str) -> None:
        """Say what stands in the way of saving; "" takes it away."""
        self.asked.setText(words)
        self.asked.setVisible(bool(words))
        self._place()

    def spoken(self) -> str:
        """Question and preview for a screen reader."""
        parts = (self.asked, self.lead, self.will_save) if self.will_save.text() else (self.asked,)
        return "\n".join(part.text() for part in parts if part.text())

    def show_below(self, line: QWidget) -> None:
        """Come up below the line."""
        if self._line is None and (page := self.parentWidget()) is not None:
            page.installEventFilter(self)
        self._line = line
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        page, line = self.parentWidget(), self._line
        layout = self.layout()
        if line is None or page is None or layout is None:
            return
        self.examples.setVisible(not self.will_save.text())
        air = theme.px(_AIR)
        width = min(theme.px(_WIDTH), page.width() - 2 * air)
        corner = line.mapTo(page, QPoint(0, line.height() + theme.px(_GAP)))
        left = max(air, min(corner.x(), page.width() - air - width))
        layout.activate()
        if self.asked.text() and corner.y() + layout.heightForWidth(width) > page.height():
            self.examples.hide()  # the question goes first
            layout.activate()
        self.setGeometry(left, corner.y(), width, layout.heightForWidth(width))

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self._place)  # once the page has laid out the line
        return False
