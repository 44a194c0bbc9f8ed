-- Every change of a price source, partitioned by month: one day out of years reads one partition, and old months
-- go as a whole. Written by price_change_trigger; apps/integration/models/price_history.py is its model.

-- migrate:up
CREATE TABLE integration.price_history (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    price_source_id uuid NOT NULL,
    price_cents integer NOT NULL,
    in_stock boolean,
    stock_quantity integer,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (recorded_at, id),
    CONSTRAINT fk_integration_price_history_price_source_id FOREIGN KEY (price_source_id)
        REFERENCES integration.price_sources (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_integration_price_history_price_cents CHECK (price_cents >= 0),
    CONSTRAINT chk_integration_price_history_stock_quantity CHECK (stock_quantity >= 0)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE integration.price_history_default PARTITION OF integration.price_history DEFAULT;

CREATE INDEX idx_integration_price_history_price_source_id_recorded_at
    ON integration.price_history (price_source_id, recorded_at);

COMMENT ON TABLE integration.price_history IS 'Every change of a price source';
COMMENT ON TABLE integration.price_history_default IS
    'Changes of months without a partition; empty while system.ensure_month_partitions is called in time';
COMMENT ON COLUMN integration.price_history.price_source_id IS 'The price that changed';
COMMENT ON COLUMN integration.price_history.price_cents IS 'The price from then on, in cents of the source''s currency';
COMMENT ON COLUMN integration.price_history.in_stock IS 'Whether it could be bought from then on';
COMMENT ON COLUMN integration.price_history.stock_quantity IS 'Pieces from then on, where the source says';
COMMENT ON COLUMN integration.price_history.recorded_at IS 'When the change was written (UTC); the partition key';
COMMENT ON INDEX integration.idx_integration_price_history_price_source_id_recorded_at IS
    'A source''s prices over time; deleting a price source';

SELECT system.ensure_month_partitions('integration.price_history');

-- migrate:down
DROP TABLE integration.price_history;
