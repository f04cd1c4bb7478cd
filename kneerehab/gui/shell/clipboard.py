"""What was copied out of the program leaves the clipboard after two minutes, if it is still there."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QImage

STAYS_MS = 120_000
_OURS = "application/x-kneerehab"
_FOR_GOOD = f"{_OURS}-for-good"
_NOT_FOR_HISTORIES = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""What programs that keep what was copied heed, in KDE and in Windows."""


class ClipboardWatch(QObject):
    """Hears of everything that is copied here, by buttons or by keys; what others copy is left alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self.timer.timeout.connect(clear)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def stop(self) -> None:
        """The window closes."""
        QGuiApplication.clipboard().dataChanged.disconnect(self._changed)

    def _changed(self) -> None:
        if is_ours():
            self.timer.start()
        else:
            self.timer.stop()


def copy(text: str) -> None:
    """Copy something of a diary."""
    data = QMimeData()
    data.setText(text)
    _put(data)


def copy_image(image: QImage) -> None:
    """Copy a picture of a diary."""
    data = QMimeData()
    data.setImageData(image)
    _put(data)


def copy_for_good(text: str) -> None:
    """Copy what holds nothing of a diary, and so may stay."""
    data = QMimeData()
    data.setText(text)
    data.setData(_FOR_GOOD, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def is_ours() -> bool:
    """Whether the clipboard holds something of a diary that was copied here; keys copy without our mark."""
    clipboard = QGuiApplication.clipboard()
    data: QMimeData | None = clipboard.mimeData()
    if data is None:  # an empty one, on some systems
        return False
    return data.hasFormat(_OURS) or (clipboard.ownsClipboard() and not data.hasFormat(_FOR_GOOD))


def clear() -> None:
    """Take away what was copied here and is still there, also what is only selected, where a system keeps that."""
    clipboard = QGuiApplication.clipboard()
    if is_ours():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _put(data: QMimeData) -> None:
    data.setData(_OURS, b"1")
    for kind, value in _NOT_FOR_HISTORIES.items():
        data.setData(kind, value)
    QGuiApplication.clipboard().setMimeData(data)
