"""One module for each contender: ``run(task, people, seed, threads, friends)``.

It gives back scores and membership of the list, each (people,). ``PACKAGE`` is what its version
is asked of, ``THREADED`` whether it can use more than one thread, ``DRAWS`` how a second draw of a
listed person is made: for everybody, when needed, or by address.
"""
