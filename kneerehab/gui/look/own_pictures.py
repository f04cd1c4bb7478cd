"""Pictures of the runner's own exercises: files beside the database, named by the exercise, never part of the diary."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from kneerehab.replacing import PRIVATE, make_folder, write_whole

LONGEST = 1000  # pixels of a kept picture's longer side
_LARGEST_MB = 256  # of an unpacked picture: a small file can unpack to a great deal

_folder: Path | None = None
_kept: dict[str, QImage | None] = {}


def use(database: Path) -> None:
    """Look for pictures beside the database that is open."""
    global _folder
    wanted = database.parent / "pictures"
    if wanted != _folder:
        _folder = wanted
        _kept.clear()


def find(exercise: str) -> QImage | None:
    """The picture of an exercise; None without one, or if its file can't be read."""
    if _folder is None:
        return None
    if exercise not in _kept:
        made = QImage()
        file = _file(exercise)
        read = file is not None and file.is_file() and made.load(str(file), "PNG")  # type: ignore[call-overload]
        _kept[exercise] = made if read else None
    return _kept[exercise]


def read(file: Path) -> QImage | None:
    """A picture file, upright and at most LONGEST pixels; None if it is none."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_LARGEST_MB)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LONGEST:
        reader.setScaledSize(size.scaled(QSize(LONGEST, LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    if max(image.width(), image.height()) > LONGEST:
        image = image.scaled(
            LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return image


def keep(exercise: str, image: QImage | None) -> bool:
    """Store the picture of an exercise, whole or not at all, or take it away (None); False if the disk refuses."""
    file = _file(exercise)
    if file is None:
        return False
    _kept.pop(exercise, None)
    try:
        if image is None:
            file.unlink(missing_ok=True)
            return True
        packed = QBuffer()
        packed.open(QIODevice.OpenModeFlag.WriteOnly)
        if not image.save(packed, "PNG"):  # type: ignore[call-overload]
            return False
        make_folder(file.parent, PRIVATE)
        write_whole(file, bytes(packed.data().data()))
    except OSError:
        return False
    return True


def _file(exercise: str) -> Path | None:
    """Only ids name files: letters, digits and hyphens."""
    safe = exercise.replace("-", "").isalnum() and exercise.isascii()
    return _folder / f"{exercise}.png" if _folder is not None and safe else None
