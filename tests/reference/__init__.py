"""The reference interpreter: a slow, plain reading of the documents, one object per person.

It follows docs/semantics.md clause by clause and knows nothing of tables or kernels. Of the
package it imports the words of documents, the vocabulary, the census and the language of
chance; ``test_imports.py`` holds it to that.
"""
