"""Makes what is published of the program itself: a wheel, an sdist, what they are built from, and their digests."""
