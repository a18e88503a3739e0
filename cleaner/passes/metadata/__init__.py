"""What the document says of itself."""
