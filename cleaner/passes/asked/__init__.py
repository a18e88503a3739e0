"""What is done only where somebody asks for it."""
