"""The Flask application: the guard, the routes and the server that carries them."""
