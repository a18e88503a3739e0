"""Headings: the marks they are counted with, the evidence of the lines around them, and one decision over the whole document."""
