"""Records to hits to answers: generations on disk, lexical and dense search, fusion, and the choice of sentences."""
