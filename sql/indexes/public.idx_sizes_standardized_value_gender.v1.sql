-- Sizes that are the same shoe: the arbitrage join on EU size and gender.
-- Labels that no chart explains have no value.

-- migrate:up
CREATE INDEX idx_sizes_standardized_value_gender
    ON public.sizes (standardized_value, gender)
    WHERE standardized_value IS NOT NULL;
COMMENT ON INDEX public.idx_sizes_standardized_value_gender IS 'Sizes that are the same shoe: the arbitrage join on EU size and gender.';

-- migrate:down
DROP INDEX IF EXISTS public.idx_sizes_standardized_value_gender;
