"""The window and what is around the pages: navigation, commands, undo, reminders, troubles."""
