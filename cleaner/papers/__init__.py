"""What papers and reports print of themselves: titles, authors, labelled parts."""
