"""What repeats with the page and not with the text."""
