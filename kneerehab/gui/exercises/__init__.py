"""Parts of the Exercises page: pictures, cards, the detail pane and its dialogs."""
