-- The application log, partitioned by month: old months go as a whole, and a look at last night reads one month.
-- Written by the application, read by staff; apps/system/models/log_entry.py is its model.

-- migrate:up
CREATE TABLE system.logs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    level varchar(20) NOT NULL,
    component varchar(50) NOT NULL,
    message text NOT NULL,
    details jsonb,
    source_table varchar(100),
    source_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (created_at, id),
    CONSTRAINT chk_logs_level CHECK (level::text IN ('DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'))
) PARTITION BY RANGE (created_at);
CREATE TABLE system.logs_default PARTITION OF system.logs DEFAULT;

CREATE INDEX idx_logs_level_created_at ON system.logs (level, created_at);
CREATE INDEX idx_logs_component_created_at ON system.logs (component, created_at);

COMMENT ON TABLE system.logs IS 'One application log line';
COMMENT ON TABLE system.logs_default IS 'Lines of months without a partition; empty while system.ensure_month_partitions is called in time';
COMMENT ON COLUMN system.logs.component IS 'The part of the program that speaks';
COMMENT ON COLUMN system.logs.details IS 'Object with what helps to find the cause; no secrets';
COMMENT ON COLUMN system.logs.source_table IS 'The table that the line is about, with schema';
COMMENT ON COLUMN system.logs.source_id IS 'The row that the line is about';
COMMENT ON COLUMN system.logs.created_at IS 'When it happened (UTC); the partition key';
COMMENT ON INDEX system.idx_logs_level_created_at IS 'The latest errors';
COMMENT ON INDEX system.idx_logs_component_created_at IS 'What one part of the program said lately';

SELECT system.ensure_month_partitions('system.logs');

-- migrate:down
DROP TABLE system.logs;
