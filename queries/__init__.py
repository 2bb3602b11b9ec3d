"""The questions that are more than a walk over the graph: one file each."""
