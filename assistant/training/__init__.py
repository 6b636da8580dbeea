"""What the model is trained from, looked at and read, and the model that came of it."""
