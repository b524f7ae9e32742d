"""The MkDocs theme ``survey``: templates, styles, scripts, fonts and messages."""
