"""What rehabilitation is: frozen values and the plan engine; standard library only, no clock, no disk."""
