"""The managed server: Neo4j Community, started on this machine for one home and stopped with its owner."""

from graph.server.managed import Managed, Running, connected
from graph.server.problems import Problem

__all__ = ["Managed", "Problem", "Running", "connected"]
