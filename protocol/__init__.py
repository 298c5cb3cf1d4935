"""The contract between the agent and the extension, which both read and neither owns."""
