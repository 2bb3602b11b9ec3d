"""One module a source: a file goes in, instances of the model come out."""
