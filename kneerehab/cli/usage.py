"""What argparse itself says, in the user's language: usage, titles of the help, and what is wrong with a call."""

from __future__ import annotations

import argparse

from kneerehab.i18n import N_, Nn_, _, ngettext

SAID = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    Nn_("expected %s argument", "expected %s arguments"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)
"""Its words as it has them; what a newer Python adds stays English."""


def translate() -> None:
    """Have argparse ask our catalogues: it looks words up by these two names, which it takes from gettext."""
    vars(argparse).update(_=_, ngettext=ngettext)
