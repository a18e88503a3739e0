"""The notes of a document, told by the sequence of their numbers and by where they stand."""
