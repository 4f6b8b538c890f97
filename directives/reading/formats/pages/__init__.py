"""What consists of printed pages: PDF, scans, images."""
