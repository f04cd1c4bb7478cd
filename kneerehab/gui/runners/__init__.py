"""Who runs: choosing, adding and changing runners."""
