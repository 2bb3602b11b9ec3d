"""The reading path: a tree of what was asked becomes one statement and a function that shapes its record."""
