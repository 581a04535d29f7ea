### What is said to whoever asks for too much at once.

too-much = That is too much at once. Please go on in { $seconds } s.
