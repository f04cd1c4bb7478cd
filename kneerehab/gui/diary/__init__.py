"""Parts of the Diary page: the calendar and the list of records."""
