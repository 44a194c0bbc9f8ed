-- What a person may do.
-- Used by auth.users.role; in code apps/accounts/roles.py, which also says what each role may do.

-- migrate:up
CREATE TYPE auth.user_role AS ENUM ('admin', 'user', 'readonly');
COMMENT ON TYPE auth.user_role IS 'What a person may do';

-- migrate:down
DROP TYPE auth.user_role;
