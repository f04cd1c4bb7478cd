"""The form of a run or walk, and its parts."""
