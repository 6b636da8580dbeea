"""The conversation test runner: conversations from YAML, checked by what the patient reads. See docs/testing.md."""
