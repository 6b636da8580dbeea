"""The website's chat: its endpoints, what was shown in each conversation, and the pages of the widget."""
