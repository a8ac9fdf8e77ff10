"""The engine: places, windows, chunks and threads. It calls kernels and never a document's kind."""
