"""The database: the managed Neo4j server, the one connection, and the statements that write and read."""
