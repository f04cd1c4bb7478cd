"""Dialogs: one question each, saved with Ctrl+Enter, left with Esc, nothing typed is lost."""
