"""Forms made from the fields of a record: one entry per field, nothing typed is lost, unknown stays unknown."""
