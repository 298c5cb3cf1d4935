-- Clients who aren't shown in the list any longer; they are watched for as before.

ALTER TABLE clients ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
