"""A view in, text or bytes out: no clock, no network, no paths, no printing."""
