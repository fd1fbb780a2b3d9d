"""Views to PDF. The only importer of WeasyPrint."""
