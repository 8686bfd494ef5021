"""The shape of `publish:` in `site.yaml`: where the built atlas goes, and how large it may be."""

from typing import Annotated, Literal

from pydantic import Field

from atlas.load.strict import Strict, Text


class PublishSpec(Strict):
    """What `atlas publish` does if it is not told otherwise."""

    target: Annotated[Text, Field(description="A folder, rsync:HOST:PATH, git:REPOSITORY#BRANCH or s3://BUCKET/PREFIX")] = ""
    compress: Annotated[bool, Field(description="Lay .gz and .br beside every text file, for servers that send them as they are")] = True
    headers: Annotated[tuple[Literal["apache", "netlify"], ...], Field(description="Rules for the server among the files")] = ()
    megabytes: Annotated[float | None, Field(gt=0, description="The atlas may be as large as this; beyond, nothing is published")] = None
    files: Annotated[int | None, Field(gt=0, description="It may have as many files; beyond, nothing is published")] = None
