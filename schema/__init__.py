"""What the graph can hold: node and relationship types, value types and the registry derived from them."""
