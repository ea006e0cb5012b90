"""Search over the built pages: what the box on every page and the command line share."""
