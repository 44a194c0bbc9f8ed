-- The last active admin can be neither demoted nor disabled.

-- migrate:up
CREATE TRIGGER keep_an_admin_update
    AFTER UPDATE OF role, is_active ON auth.users
    FOR EACH ROW
    WHEN (OLD.role = 'admin' AND OLD.is_active AND NOT (NEW.role = 'admin' AND NEW.is_active))
    EXECUTE FUNCTION auth.keep_an_admin();
COMMENT ON TRIGGER keep_an_admin_update ON auth.users IS 'Keeps the last active admin from being demoted or disabled';

-- migrate:down
DROP TRIGGER IF EXISTS keep_an_admin_update ON auth.users;
