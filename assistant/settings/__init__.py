"""All settings: which there are, what their values have to be, and that no name of one is misspelt."""

from assistant.settings.values import ROOT, Settings, SettingsError, load_settings

__all__ = ["ROOT", "Settings", "SettingsError", "load_settings"]
