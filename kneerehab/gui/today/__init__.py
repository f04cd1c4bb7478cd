"""The cards of the Today page: verdict, check-in, exercises, ice, run."""
