"""Readers of file formats: bytes in, an `Extraction` out."""
