"""Publishing: pages to disk, and the site that MkDocs builds from them."""
