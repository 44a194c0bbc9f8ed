-- Schema auth. The users and the enum of their roles. The Django app is called accounts, since Django
-- owns the label auth.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA auth;
COMMENT ON SCHEMA auth IS 'Who may log in and what they may do';

-- migrate:down
DROP SCHEMA auth;
