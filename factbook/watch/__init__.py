"""`build.py serve --watch`: a change builds the site anew and reloads the page; the last good site stays up.

    files         what stands in the watched folders, and what has changed
    status        what an editor is told: the generation that is served, problems, an error; a file that processes share
    order         what the two kinds of processes say to each other
    supervisor    listens, watches, starts generations and ends them
    generation    a process of its own: builds, opens the site over what it built, serves it
    pages         the layer around the site: the page of problems, and the script that reloads

Every generation is a new process that has its modules ready before it is needed: nothing of the last one is left in it,
neither facts nor templates nor code. Processes share the listening socket, so that no request is refused in between.
Nothing of this is loaded when the site is served for readers.
"""
