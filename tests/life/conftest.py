"""The window of the other tests of screens."""

from tests.gui.conftest import program as program
