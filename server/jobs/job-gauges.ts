import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";

/**
 * How the shared jobs are, as rows of `Gauge`: when each was done last (seconds since 1970), how often it failed since, and
 * whether a server is at it.
 * @param at now, by the database's clock.
 */
export function jobGauges(at: Sql): Sql {
  return Prisma.sql`
    SELECT 'job_finished' AS what, name AS label, extract(epoch FROM finished_at)::float8 AS value
    FROM jobs WHERE finished_at IS NOT NULL
    UNION ALL SELECT 'job_failures', name, failures::float8 FROM jobs
    UNION ALL SELECT 'job_running', name, coalesce(lease_until > ${at}, false)::integer::float8 FROM jobs`;
}
