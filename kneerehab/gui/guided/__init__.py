"""The guided session: a view of its own that fills the window."""
