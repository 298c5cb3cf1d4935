"""The process that sets one document: a job comes in by standard input, a PDF goes out by standard output."""

from agent.documents.setting import main

if __name__ == "__main__":
    raise SystemExit(main())
