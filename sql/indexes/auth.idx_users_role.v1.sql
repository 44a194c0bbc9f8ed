-- The active people of a role: is this the last active admin?

-- migrate:up
CREATE INDEX idx_users_role
    ON auth.users (role)
    WHERE is_active;
COMMENT ON INDEX auth.idx_users_role IS 'The active people of a role: is this the last active admin?';

-- migrate:down
DROP INDEX IF EXISTS auth.idx_users_role;
