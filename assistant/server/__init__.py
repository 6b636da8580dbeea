"""Running the assistant: its doors, staff page, figures, and the deletion of what is old."""
