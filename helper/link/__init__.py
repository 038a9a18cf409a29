"""The link to the browser: it starts the helper through native messaging and is told the port."""
