"""One file per rule; the file, the function, the rule's id and its fixture folder share one name."""
