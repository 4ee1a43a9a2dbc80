from whitenoise.storage import CompressedManifestStaticFilesStorage


class Manifest(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, so that browsers may keep files for ever."""

    manifest_strict = False
