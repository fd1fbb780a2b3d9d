"""What builds leave for the next one in the project's ``.cache``: it may be deleted at any time.

``stamp`` tells whether there is anything to do at all, ``kept`` holds what documents are made of,
``checks`` and ``data`` spare looking at what has not changed. Every entry is signed
(``machine_key``): nothing that came with a project from elsewhere counts.
"""
