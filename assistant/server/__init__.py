"""Running the assistant: its actions, doors, staff page, figures, logs, and the deletion of what is old."""
