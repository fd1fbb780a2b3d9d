"""What each pack is made of: from a library and its materials to files in memory.

One module per pack, each with two functions: ``plan`` names the files that an order would give,
``make`` makes them. Nothing here reads or writes a file.
"""
