"""One file a format; suffix and content decide which one reads a file."""
