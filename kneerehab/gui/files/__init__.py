"""Files in and out: activity files, copies, handing a diary over."""
