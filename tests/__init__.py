"""Tests; a package, because a dependency installs one of this name, and a package goes before a mere folder."""
