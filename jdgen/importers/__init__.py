"""Documents that people already have, read into the data of a project.

One way through: ``readers`` turn a file of any format into ``blocks`` (headings, paragraphs,
tables, each with its place); ``recognise`` finds posts, departments and fields in them, whatever
the format was; ``writing`` makes a project of what was found, and ``report`` shows what came from
where.
"""
