"""Organisation charts drawn from the reporting lines: geometry, SVG, DrawingML."""
