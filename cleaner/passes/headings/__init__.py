"""Lines that are headings."""
