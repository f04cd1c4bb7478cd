"""What the system refused, in the program's language: its own words follow the system's language, not the person's."""

from __future__ import annotations

import errno

from kneerehab.i18n import N_, _

_WORDS = {
    "ENOENT": N_("No such file or folder"),
    "ENOTDIR": N_("A part of the path is no folder"),
    "EISDIR": N_("This is a folder, not a file"),
    "ENOTEMPTY": N_("The folder is not empty"),
    "EEXIST": N_("The name is taken already"),
    "ENAMETOOLONG": N_("The name is too long"),
    "ELOOP": N_("The links lead in a circle"),
    "EACCES": N_("Permission denied"),
    "EPERM": N_("Permission denied"),
    "EROFS": N_("Nothing can be written on this disk"),
    "ENOSPC": N_("No space left on the disk"),
    "EDQUOT": N_("No space left for your files on this disk"),
    "EFBIG": N_("The file is too large for this disk"),
    "EIO": N_("The disk could not be read or written"),
    "EBUSY": N_("Another program uses it"),
    "ETXTBSY": N_("Another program uses it"),
    "EMFILE": N_("Too many files are open"),
    "ENFILE": N_("Too many files are open"),
    "ENODEV": N_("The drive is not there"),
    "ENXIO": N_("The drive is not there"),
    "EPIPE": N_("Nobody reads it"),
    "ETIMEDOUT": N_("The drive does not answer"),
}


def system_reason(fault: OSError) -> str:
    """Why the system refused, a phrase without full stop, number or path; the system's own words for what is rare."""
    words = _WORDS.get(errno.errorcode.get(fault.errno or 0, ""))
    return _(words) if words else fault.strerror or str(fault)
