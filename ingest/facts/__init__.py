"""Facts: what the sentences of a document tell of funding, programmes, agreements and fields, each value with its span.

How a sentence becomes facts:

1. ``sentences`` reads it: its ``amounts``, its ``periods`` and its ``names``, which the vocabulary knows, the document
   introduces, or which are capitalised ``phrases``. What many patterns share stands in ``grammar`` and
   ``verbs``; who does something is found by ``subjects``, and who is named in a row by ``actors``.
2. ``programmes`` and ``agreements`` find where it names one, or speaks of one that was named before (``topics``, by the
   ``references`` "the Fund", "it"), and read around that mention: who runs it or is party to it, when, where, what for.
3. ``funding`` reads each amount in its own stretch of the sentence: as what it is given, by whom, through whom, where,
   for what and when; and the cells of tables by the heads of their columns. ``fields`` are the vocabulary's words.
4. ``extract`` does this for all sentences in order and makes one fact of the mentions of one name.
"""
