-- What an amount of one currency is in another: the latest rate of the last 7 days, straight or by
-- way of the euro, since the European Central Bank names all others by it. A pair without such a rate is not there.
-- An amount is converted by times multiply_by, then divided by divide_by: so nothing is rounded twice.
-- Read by pricing.fees_of_sale and pricing.rates_in_force.

-- migrate:up
CREATE VIEW pricing.current_rates AS
WITH latest AS (
    SELECT DISTINCT ON (known.base, known.quote)
           known.base AS base, known.quote AS quote, known.rate AS rate, known.date AS date
      FROM pricing.exchange_rates known
     CROSS JOIN (VALUES ((now() AT TIME ZONE 'UTC')::date)) clock (today)
     WHERE known.date BETWEEN clock.today - 7 AND clock.today
     ORDER BY known.base, known.quote, known.date DESC
), leg AS (
    SELECT way.from_currency AS from_currency, way.to_currency AS to_currency, way.multiply_by AS multiply_by,
           way.divide_by AS divide_by, latest.date AS date
      FROM latest
     CROSS JOIN LATERAL (
           VALUES (latest.base, latest.quote, latest.rate, 1::numeric), (latest.quote, latest.base, 1::numeric, latest.rate)
           ) way (from_currency, to_currency, multiply_by, divide_by)
), by_euro AS (
    SELECT first.from_currency AS from_currency, second.to_currency AS to_currency,
           first.multiply_by * second.multiply_by AS multiply_by, first.divide_by * second.divide_by AS divide_by,
           least(first.date, second.date) AS date
      FROM leg first
      JOIN leg second ON second.from_currency = first.to_currency
     WHERE first.to_currency = 'EUR' AND first.from_currency <> second.to_currency
), every_way AS (
    SELECT leg.from_currency AS from_currency, leg.to_currency AS to_currency, leg.multiply_by AS multiply_by,
           leg.divide_by AS divide_by, leg.date AS date, 1 AS steps
      FROM leg
     UNION ALL
    SELECT by_euro.from_currency AS from_currency, by_euro.to_currency AS to_currency,
           by_euro.multiply_by AS multiply_by, by_euro.divide_by AS divide_by, by_euro.date AS date, 2 AS steps
      FROM by_euro
)
SELECT DISTINCT ON (every_way.from_currency, every_way.to_currency)
       every_way.from_currency AS from_currency, every_way.to_currency AS to_currency,
       every_way.multiply_by AS multiply_by, every_way.divide_by AS divide_by, every_way.date AS date
  FROM every_way
 CROSS JOIN (VALUES (1)) once (row_number)
 ORDER BY every_way.from_currency, every_way.to_currency, every_way.date DESC, every_way.steps, every_way.divide_by;

COMMENT ON VIEW pricing.current_rates IS 'What an amount of one currency is in another, by the latest rate of the last 7 days';
COMMENT ON COLUMN pricing.current_rates.multiply_by IS 'The amount times this, divided by divide_by, is the amount in to_currency';
COMMENT ON COLUMN pricing.current_rates.date IS 'The day of the rate; of two by way of the euro the older one';

-- migrate:down
DROP VIEW IF EXISTS pricing.current_rates;
