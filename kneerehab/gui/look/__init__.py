"""The program's look: theme, fonts, icons and the drawn controls and layouts that features share."""
