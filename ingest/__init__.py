"""File to records: readers, cleaning, sections, passages, and the pipeline that runs them."""
