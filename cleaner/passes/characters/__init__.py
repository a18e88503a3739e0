"""Wrong characters back to what was written."""
