import type pg from "pg";
import { readAddress } from "../postgres-address.js";
import { PostgresClient, ReadOnlyError } from "./postgres-client.js";
import { getReason } from "./postgres-version.js";

/** How many seconds a host may take to say whether it accepts writes. */
const LIMITS = { seconds: 2, connectSeconds: 3 };

/** How long the result is used again, in milliseconds: connections that are made together ask only once. */
const FRESH = 1_000;

/** Where a database can be reached. */
export interface Host {
  readonly host: string;
  readonly port: number;
}

/** None of the hosts accepts writes. */
export class NoHostError extends Error {
  override name = "NoHostError";
  // sqlclient_unable_to_establish_sqlconnection
  readonly code = "08001";
}

/** Whether a connection cannot write: it leads to a standby, or its role may only read. */
export const IS_READ_ONLY = "(pg_is_in_recovery() OR current_setting('transaction_read_only')::bool)";

/**
 * The hosts of one database, of which one accepts writes. A fail-over changes which one, so it is searched
 * whenever connections are made: all hosts are asked at once, and the first that accepts writes is used.
 */
export class PostgresHosts {
  readonly #urls: readonly string[];
  readonly #shown: string;
  #found: Promise<Host> | undefined;

  /** @param url the address of the database, which may name several hosts. */
  constructor(url: string) {
    const { urls, shown } = readAddress(url);
    this.#urls = urls;
    this.#shown = shown;
  }

  /** The configuration of a connection to the first host; for the others, only host and port differ. */
  get config(): pg.ClientConfig {
    return { connectionString: this.#urls[0] };
  }

  /** These hosts, if there is more than one. */
  get several(): this | undefined {
    return this.#urls.length > 1 ? this : undefined;
  }

  /** The address without its password, for messages. */
  get shown(): string {
    return this.#shown;
  }

  /** The host that accepts writes. @throws NoHostError that says for each host why it was not chosen. */
  find(): Promise<Host> {
    this.#found ??= this.#look().finally(() => setTimeout(() => this.forget(), FRESH).unref());
    return this.#found;
  }

  /** Forgets the result: it is no longer true. */
  forget(): void {
    this.#found = undefined;
  }

  async #look(): Promise<Host> {
    const reasons: string[] = [];
    const asked = this.#urls.map(async (url, index) => {
      const client = new PostgresClient({ connectionString: url }, LIMITS);
      const { host, port } = client;
      try {
        await client.connect();
        const { rows } = await client.query<{ isReadOnly: boolean }>(
          `SELECT ${IS_READ_ONLY} AS "isReadOnly"`,
        );
        if (rows[0]?.isReadOnly !== false) throw new ReadOnlyError();
        return { host, port };
      } catch (error) {
        reasons[index] = `${host}:${port}: ${getReason(error)}`;
        throw error;
      } finally {
        client.abandon();
      }
    });
    return Promise.any(asked).catch(() => {
      throw new NoHostError(`no host accepts writes (${reasons.join("; ")})`);
    });
  }
}
