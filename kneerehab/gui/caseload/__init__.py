"""The caseload: every runner of the file on one line, the most urgent first."""
