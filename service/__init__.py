"""The doors: command line, HTTP and web pages, each thin over one Searcher."""
