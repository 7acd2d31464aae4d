"""What exists before any question is asked: records, their store, the manifest, the settings and the documents."""
