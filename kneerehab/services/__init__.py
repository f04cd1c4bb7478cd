"""What the program can do with a diary: use cases without Qt and without SQL."""
