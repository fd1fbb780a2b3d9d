"""Documents as companies have them, printed from data that we know, to try ``jdgen import`` on.

``python -m tests.import_corpus`` imports each of them and prints how much came back. Layouts,
labels and their order follow what companies use; they were written without looking at jdgen's own
vocabulary. Those in ``by_hand_…`` have texts of their own and say what a careful reader notes;
those in ``held_out`` are not to be looked at by whoever works on the recogniser.
"""
