-- The opportunities follow the sizes: which of them are the same is said by their EU value and gender.
-- For each row and only where that changes: forms write all columns of a size, and a note here has all products computed anew.

-- migrate:up
CREATE TRIGGER opportunities_follow_sizes
    AFTER UPDATE OF standardized_value, gender ON public.sizes
    FOR EACH ROW
    WHEN (OLD.standardized_value IS DISTINCT FROM NEW.standardized_value OR OLD.gender IS DISTINCT FROM NEW.gender)
    EXECUTE FUNCTION integration.mark_stale_products();
COMMENT ON TRIGGER opportunities_follow_sizes ON public.sizes IS 'Notes that all products are to be looked at anew';

-- migrate:down
DROP TRIGGER IF EXISTS opportunities_follow_sizes ON public.sizes;
