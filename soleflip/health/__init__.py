"""Is the process alive, and can it do its work? For load balancers, and for who wonders what is wrong."""
