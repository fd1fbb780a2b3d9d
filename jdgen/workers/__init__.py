"""Who lays pages out for a build: processes of this machine (``crew``), or a cluster's."""
