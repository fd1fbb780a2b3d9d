"""A handbook's pages with every change against an older one marked on them."""
