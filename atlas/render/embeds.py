"""Descriptions of embeds for services that look for one: static oEmbed, which a page names in its head."""

from atlas.model.embed import OembedJob
from atlas.render.json_text import json_file


def render_oembed(job: OembedJob) -> bytes:
    """Write the description of an embed as JSON (oEmbed 1.0, type rich)."""
    described = {
        "version": "1.0",
        "type": "rich",
        "title": job.title,
        "author_name": job.author,
        "provider_name": job.provider,
        "provider_url": job.url,
        "width": job.width,
        "height": job.height,
        "html": job.html,
    }
    return json_file(described).encode()
