"""Where a survey says which keyword of its bibliographies is which topic."""

#: The file below the survey's root.
FILE = "content/keywords.yml"
