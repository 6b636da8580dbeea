"""The weekly report of questions that got no answer, for the content editor: grouped, and shown without persons."""
