"""The engine: places, windows, chunks and threads. Kinds of mechanism were lowered before."""
