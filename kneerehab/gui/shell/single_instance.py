"""One program per data folder: a second start raises the first window instead of writing beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kneerehab.domain.errors import AlreadyOpen, Busy, DiskFull, ReadOnly
from kneerehab.gui.shell.given_files import MOST_BYTES, packed, unpacked
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.ways_in import come_forward
from kneerehab.i18n import _
from kneerehab.replacing import PRIVATE, make_folder


def claim(folder: Path, window: MainWindow) -> Callable[[], None]:
    """Take the folder for this process; returns what gives it back.

    Raises AlreadyOpen if another copy of the program has it, came forward and was told the files that wait here;
    Busy if that doesn't answer, ReadOnly if the folder can't be written.
    """
    lock = _locked(folder, window.given.waiting)
    server = QLocalServer(window)
    name = _socket_name(folder)
    QLocalServer.removeServer(name)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    server.listen(name)

    def called() -> None:
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.disconnected.connect(lambda socket=socket: heard(socket))
            if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:  # it has said all already
                heard(socket)
        come_forward(window)

    def heard(socket: QLocalSocket) -> None:
        window.given.take(unpacked(bytes(socket.read(MOST_BYTES + 1).data())))
        socket.deleteLater()

    server.newConnection.connect(called)

    def give_back() -> None:
        server.close()
        lock.unlock()

    return give_back


def hold(folder: Path) -> Callable[[], None]:
    """Keep every window away from the folder for a while, without being one; returns what gives it back.

    Raises Busy if a window has it, ReadOnly if the folder can't be written.
    """
    return _locked(folder, []).unlock


def _locked(folder: Path, files: list[Path]) -> QLockFile:
    try:
        make_folder(folder, PRIVATE)
    except OSError:
        raise ReadOnly(_cannot_write(folder)) from None
    file = folder / "kneerehab.lock"
    if file.is_dir():  # which Qt would take for the mark of another program
        words = _("{file} is a folder, where the program keeps a small file. Please move it away, then try again.")
        raise ReadOnly(words.format(file=file))
    lock = QLockFile(str(file))
    lock.setStaleLockTime(0)
    if not lock.tryLock(100):
        if lock.error() == QLockFile.LockError.LockFailedError:
            words = _(
                "kneerehab is already open with this diary. Please go on in the other window, "
                "or close it and try again."
            )
            raise AlreadyOpen(words) if raise_other(folder, files) else Busy(words)
        if lock.error() == QLockFile.LockError.UnknownError:  # what Qt says of a full disk
            raise DiskFull(
                _("There is no room left on this disk. Nothing was saved; please free some space and try again.")
            )
        raise ReadOnly(_cannot_write(folder))
    with suppress(OSError):
        file.chmod(0o600)
    return lock


def raise_other(folder: Path, files: list[Path]) -> bool:
    """Ask the program that has the folder to come forward and look at files; False if it doesn't answer."""
    socket = QLocalSocket()
    socket.connectToServer(_socket_name(folder))
    if not socket.waitForConnected(500):
        return False
    if files:
        socket.write(packed(files))
        files.clear()
    socket.disconnectFromServer()  # which first sends what is written
    return socket.state() is QLocalSocket.LocalSocketState.UnconnectedState or socket.waitForDisconnected(500)


def _socket_name(folder: Path) -> str:
    return "kneerehab-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def _cannot_write(folder: Path) -> str:
    return _(
        "The data folder {folder} can't be written. Please make it writable, or choose another folder, then try again."
    ).format(folder=folder)
