// Release graphs as people write them.
