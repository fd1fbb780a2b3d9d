"""What is wrong though well-formed. Nothing here stops a handbook from being printed."""
