"""What printed lines show by their place: stretches, measures, indents, rows, cells, programs."""
