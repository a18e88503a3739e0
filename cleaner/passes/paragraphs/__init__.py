"""Lines into paragraphs."""
