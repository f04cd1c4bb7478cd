"""The first questions: who runs, how, and what the way back would look like."""
