"""What language and script say: characters, words, numbers, names, the ends of sentences."""
