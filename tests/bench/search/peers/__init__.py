"""Other engines, each as one would use it for a corpus like this, in an environment of their own (`make peers`).

Nothing here imports the product. Each module has `build(documents)`, which gives a function from a question to
(article number, score) pairs, best first and without doubles, none for a question of which it finds nothing.
"""
