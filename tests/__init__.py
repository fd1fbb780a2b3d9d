"""The tests, and the checkers that they lean on."""
