"""How well search finds: `python -m tests.bench.search` asks the product and other engines the same questions."""
