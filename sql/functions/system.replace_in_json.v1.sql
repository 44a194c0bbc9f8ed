-- JSON with each word that fits a pattern replaced, in its texts, in the names of its parts and in numbers, however deep.
-- Used by gdpr_erase (apps/system/privacy/), which replaces what names a person wherever it stands. To replace in JSON as
-- written would not do: there, a line break before a word is a letter.

-- migrate:up
CREATE FUNCTION system.replace_in_json(value jsonb, pattern text, word text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'string' THEN to_jsonb(regexp_replace(value #>> '{}', pattern, word, 'g'))
        WHEN 'number' THEN CASE WHEN value #>> '{}' ~ pattern THEN to_jsonb(word) ELSE value END
        WHEN 'array' THEN coalesce((
            SELECT jsonb_agg(system.replace_in_json(part.value, pattern, word) ORDER BY part.place)
              FROM jsonb_array_elements(value) WITH ORDINALITY part (value, place)), value)
        WHEN 'object' THEN coalesce((
            SELECT jsonb_object_agg(regexp_replace(part.key, pattern, word, 'g'),
                                    system.replace_in_json(part.value, pattern, word))
              FROM jsonb_each(value) part), value)
        ELSE value END;
END
$$;
COMMENT ON FUNCTION system.replace_in_json(jsonb, text, text) IS
    'JSON with each word that fits a pattern replaced, however deep';

-- migrate:down
DROP FUNCTION IF EXISTS system.replace_in_json(jsonb, text, text);
