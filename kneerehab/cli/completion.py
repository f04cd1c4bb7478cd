"""What the Tab key offers in bash, zsh and fish."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from kneerehab.cli.arguments import Commands
from kneerehab.cli.refusing import FINE
from kneerehab.i18n import _

SHELLS = ("bash", "zsh", "fish")


def declare(commands: Commands) -> None:
    """`completion`."""
    made = commands.add(
        "completion",
        completion,
        _("print what a shell needs to complete commands and options with the Tab key"),
        _('bash, zsh: eval "$(kneerehab completion bash)" in ~/.bashrc, or zsh in ~/.zshrc after compinit.'),
        _("fish: kneerehab completion fish > ~/.config/fish/completions/kneerehab.fish"),
    )
    made.add_argument("shell", choices=SHELLS)


def completion(options: Namespace) -> int:
    """Print the script of a shell."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["kneerehab"], shell=options.shell))
    return FINE


def answer(parser: ArgumentParser) -> None:
    """Tell the shell what could come next, and end the program; returns if no shell asked."""
    import argcomplete

    argcomplete.autocomplete(parser)
