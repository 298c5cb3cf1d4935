"""One small file a noun: message in, reply out."""
