"""Tests; a package, for a dependency installs one of this name, and packages go before folders."""
