-- The size chart of a brand; deleting the brand.
-- General charts have none.

-- migrate:up
CREATE INDEX idx_sizes_brand_id
    ON public.sizes (brand_id)
    WHERE brand_id IS NOT NULL;
COMMENT ON INDEX public.idx_sizes_brand_id IS 'The size chart of a brand; deleting the brand.';

-- migrate:down
DROP INDEX IF EXISTS public.idx_sizes_brand_id;
