-- Every change of an Awin row's price or availability, partitioned by month: one day out of years reads one
-- partition, and old months go as a whole. Written by awin_price_change_trigger;
-- apps/integration/models/awin_price_history.py is its model.

-- migrate:up
CREATE TABLE integration.awin_price_history (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    awin_product_id varchar(50) NOT NULL,
    price_cents integer,
    in_stock boolean,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (recorded_at, id),
    CONSTRAINT fk_awin_price_history_awin_product_id FOREIGN KEY (awin_product_id)
        REFERENCES integration.awin_products (awin_product_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_awin_price_history_price_cents CHECK (price_cents >= 0)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE integration.awin_price_history_default PARTITION OF integration.awin_price_history DEFAULT;

CREATE INDEX idx_awin_price_history_awin_product_id_recorded_at
    ON integration.awin_price_history (awin_product_id, recorded_at);

COMMENT ON TABLE integration.awin_price_history IS 'Every change of an Awin row''s price or availability';
COMMENT ON TABLE integration.awin_price_history_default IS
    'Changes of months without a partition; empty while system.ensure_month_partitions is called in time';
COMMENT ON COLUMN integration.awin_price_history.awin_product_id IS 'Awin''s own id, not the UUID of our row';
COMMENT ON COLUMN integration.awin_price_history.price_cents IS
    'The price from then on, in cents of the row''s currency; null: withdrawn';
COMMENT ON COLUMN integration.awin_price_history.in_stock IS 'Whether it could be bought from then on';
COMMENT ON COLUMN integration.awin_price_history.recorded_at IS 'When the change was written (UTC); the partition key';
COMMENT ON INDEX integration.idx_awin_price_history_awin_product_id_recorded_at IS
    'An offer''s prices over time; deleting an offer';

SELECT system.ensure_month_partitions('integration.awin_price_history');

-- migrate:down
DROP TABLE integration.awin_price_history;
