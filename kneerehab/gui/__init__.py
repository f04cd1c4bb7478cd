"""PySide6 screens: pages, widgets and dialogs; the only package that knows Qt."""
