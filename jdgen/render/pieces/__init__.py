"""Laid-out sections as they are kept, and how they become one PDF. Knows nothing of WeasyPrint."""
