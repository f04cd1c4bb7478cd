"""Parts of the Learn page: rows, and one article."""
