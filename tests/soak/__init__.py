"""Large sizes of the tests of what is hard to bear: `make soak`."""
