-- The last active admin cannot be deleted.

-- migrate:up
CREATE TRIGGER keep_an_admin_delete
    AFTER DELETE ON auth.users
    FOR EACH ROW
    WHEN (OLD.role = 'admin' AND OLD.is_active)
    EXECUTE FUNCTION auth.keep_an_admin();
COMMENT ON TRIGGER keep_an_admin_delete ON auth.users IS 'Keeps the last active admin from being deleted';

-- migrate:down
DROP TRIGGER IF EXISTS keep_an_admin_delete ON auth.users;
