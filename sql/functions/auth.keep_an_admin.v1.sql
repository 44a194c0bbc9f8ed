-- The last active admin can be neither demoted, disabled nor deleted: somebody has to be able to let people in.
-- Used by keep_an_admin_update and keep_an_admin_delete, after the whole statement: one that makes another person admin
-- and demotes the old one is fine. TRUNCATE is not watched.
--
-- One such change at a time, so that two admins who demote each other at the same moment cannot both succeed. Whoever
-- waited sees what the other did, unless their transaction keeps an older view of the data (repeatable read): there the
-- remaining admin's row is locked, which fails if it has changed since.

-- migrate:up
CREATE FUNCTION auth.keep_an_admin() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('auth.keep_an_admin', 0));
    IF current_setting('transaction_isolation') = 'read committed' THEN
        PERFORM FROM auth.users u WHERE u.role = 'admin' AND u.is_active LIMIT 1;
    ELSE
        PERFORM FROM auth.users u WHERE u.role = 'admin' AND u.is_active LIMIT 1 FOR SHARE;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'This is the last active admin: make somebody else an admin first.'
            USING ERRCODE = 'check_violation', SCHEMA = 'auth', TABLE = 'users', CONSTRAINT = 'chk_users_keep_an_admin';
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION auth.keep_an_admin() IS 'Refuses a change that leaves no active admin';

-- migrate:down
DROP FUNCTION IF EXISTS auth.keep_an_admin();
