-- The attempts of one person from one address: has somebody guessed too often? (apps/accounts/guard.py)
-- Without those that were refused, which nobody counts: a flood of them makes the count no slower.

-- migrate:up
CREATE INDEX idx_logs_login_attempts
    ON system.logs ((details ->> 'who'), (details ->> 'address'), created_at)
    WHERE component = 'login' AND details ->> 'outcome' <> 'refused';
COMMENT ON INDEX system.idx_logs_login_attempts IS 'The attempts of one person to log in from one address';

-- migrate:down
DROP INDEX IF EXISTS system.idx_logs_login_attempts;
