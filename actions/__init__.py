"""The custom actions: one per file, the file named as the action. They hold no wording and no knowledge."""
