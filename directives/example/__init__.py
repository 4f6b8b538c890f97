"""The example catalogue: what two news reports of 2025 state, and letters to show the service."""
