"""What Qt needs of a Linux system and its wheels don't bring: what of it is missing, and the one command for it.

Standard library only: this answers where Qt can't even be imported, and `packaging/` reads its tables.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping

from kneerehab.domain.errors import KneerehabError
from kneerehab.i18n import _

# Shared library → Debian package, from `ldd` over PySide6-Essentials' QtCore, QtDBus, QtGui, QtNetwork, QtPrintSupport,
# QtSvg, QtWidgets and plug-ins.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
X11 = OFFSCREEN | {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = OFFSCREEN | {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_PACKAGES = X11 | WAYLAND
_ABSENT_LIBRARY = re.compile(r"(lib\S+\.so[.\d]*): cannot open shared object file")


class SystemLacks(KneerehabError):
    """Qt can't work here as the system is; the text says what is missing and how it comes."""


def window_needs(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The libraries of a window in this session: of X11, which Wayland sessions mostly have too, or of Wayland alone.

    A platform that $QT_QPA_PLATFORM names ("offscreen") goes before.
    """
    platform = re.split("[:;-]", environment.get("QT_QPA_PLATFORM", ""))[0]
    if not platform:
        platform = "wayland" if environment.get("WAYLAND_DISPLAY") and not environment.get("DISPLAY") else "xcb"
    return {"xcb": X11, "wayland": WAYLAND}.get(platform, OFFSCREEN)


def is_loadable(library: str) -> bool:
    """Whether the system's own loader finds `library`, by any of the ways it looks (cache, standard folders, paths)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(needed: Iterable[str], loadable: Callable[[str], bool] = is_loadable) -> list[str]:
    """The shared libraries of `needed` that this system lacks; never any outside Linux, where the wheels bring all."""
    return [library for library in needed if not loadable(library)] if sys.platform.startswith("linux") else []


def packages_for(libraries: Iterable[str]) -> list[str]:
    """The Debian packages that hold `libraries`, sorted, each once."""
    return sorted({_PACKAGES[library] for library in libraries if library in _PACKAGES})


def apt_command(packages: Iterable[str]) -> str:
    """The one command that installs `packages`, with sudo where there is one and it is needed."""
    prefix = "sudo " if not is_root() and shutil.which("sudo") else ""
    return f"{prefix}apt-get update; {prefix}apt-get install -y --no-install-recommends {' '.join(packages)}"


def how_to_install(packages: Iterable[str]) -> str:
    """What to do about missing `packages`: the command where there is apt, and whom to ask who may not use it."""
    packages = list(packages)
    if not shutil.which("apt-get"):
        names = _("(Debian calls the packages {names}.)").format(names=", ".join(packages))
        return "\n".join([_("Install them with your system's package manager; then start again."), names])
    command = f"\n    {apt_command(packages)}\n"
    if is_root():
        return "\n".join([_("This command installs them; then start again:"), command])
    if not shutil.which("sudo"):
        ask = _("Please ask the person who administers this computer to run this command as root; then start again:")
        return "\n".join([ask, command])
    may_not = _("If you may not use sudo, please ask the person who administers this computer to run it.")
    return "\n".join([_("This command installs them; then start again:"), command, may_not])


def missing_message(libraries: Iterable[str], packages: Iterable[str]) -> str:
    """What to tell a person whose system lacks `libraries`, which are in `packages`."""
    what = _("These libraries of the system are missing, and no window opens without them: {names}.")
    return "\n".join([what.format(names=", ".join(libraries)), how_to_install(packages)])


def lacking(fault: ImportError, loadable: Callable[[str], bool] = is_loadable) -> SystemLacks | None:
    """The kind words for an import of Qt that a missing library of the system ended; None for any other fault.

    All that is missing is named, not only what `fault` names, so that nobody has to come back for the next one.
    """
    named = _ABSENT_LIBRARY.search(str(fault))
    if named is None:
        return None
    libraries = missing_libraries(window_needs(), loadable)
    if named[1] not in libraries:
        libraries = [named[1], *libraries]
    if not packages_for(libraries):
        words = _("A library of the system is missing, and no window opens without it: {name}.").format(name=named[1])
        more = _("Please install it with your system's package manager; then start again.")
        return SystemLacks("\n".join([words, more]))
    return SystemLacks(missing_message(libraries, packages_for(libraries)))


def no_window(said: str, loadable: Callable[[str], bool] = is_loadable) -> str:
    """What to tell a person for whom Qt could not open a screen, in place of its own words `said`."""
    environment = os.environ
    paragraphs = []
    libraries = missing_libraries(window_needs(), loadable)
    if not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        paragraphs.append(
            "\n".join(
                [
                    _("There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."),
                    _("Please start kneerehab from a desktop session."),
                    _("The commands that `kneerehab --help` lists work without a screen."),
                ]
            )
        )
    if libraries:
        paragraphs.append(missing_message(libraries, packages_for(libraries)))
    if not paragraphs:
        named = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
        values = ", ".join(f"{name}={environment[name]}" for name in named if environment.get(name))
        paragraphs.append(
            "\n".join(
                [
                    _("The screen could not be opened ({values}).").format(values=values),
                    _("Please check that it is there and that you may use it, then start again."),
                    _("Qt said: {words}").format(words=said),
                ]
            )
        )
    return "\n\n".join(paragraphs)


def is_root() -> bool:
    """Whether this runs as a Unix system's administrator."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
