-- Who acts in this session, as the site or a command has told (soleflip/acting/).
-- Used by system.open_changeset and system.begin_changeset.

-- migrate:up
CREATE FUNCTION system.acting(OUT user_id uuid, OUT program text, OUT request_id text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN (
    CASE WHEN current_setting('soleflip.user_id', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
         THEN current_setting('soleflip.user_id', true)::uuid END,
    left(coalesce(nullif(current_setting('soleflip.program', true), ''), current_setting('application_name')), 100),
    left(coalesce(current_setting('soleflip.request_id', true), ''), 64));
COMMENT ON FUNCTION system.acting() IS 'Who acts in this session, as the site or a command has told';

-- migrate:down
DROP FUNCTION IF EXISTS system.acting();
