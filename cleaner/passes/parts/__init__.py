"""What is not running text: title blocks, notes, floats, duplicates."""
