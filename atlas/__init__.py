"""atlas: Markdown, indicator tables and geometries in; a public social atlas with a profile of every area out."""
