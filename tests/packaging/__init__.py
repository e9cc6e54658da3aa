"""Tests of what is shipped: wheel, sdist, desktop files, bundle."""
