"""Parts of the Plan page and of its dialogs: timeline, weeks, projection, and how a run fits."""
