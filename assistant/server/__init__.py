"""Running the assistant: actions in process, quiet logs, the HTTP door."""
