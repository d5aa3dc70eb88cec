import { act } from "../../actions/action.js";
import { systemCaller } from "../../actions/actor.js";
import type { ActingServices } from "../../actions/services.js";
import { Prisma } from "../../database/generated/client.js";
import type { Api } from "./api.js";

/** A token and the user who gets it. */
export interface Given {
  readonly serialNumber: string;
  readonly login: string;
}

/** Gives tokens to users. */
export type HandOver = (given: readonly Given[]) => Promise<void>;

/** Items of a request. */
const AT_ONCE = 500;

/** By the API, which looks at each token by itself. */
export function handOverByApi(api: Api): HandOver {
  return async (given) => {
    for (let done = 0; done < given.length; done += AT_ONCE) {
      const items = given
        .slice(done, done + AT_ONCE)
        .map(({ serialNumber, login }) => ({ token: { serialNumber }, to: { user: { login } } }));
      await api.do("tokensAssign", { items });
    }
  };
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly serialNumber: string;
  readonly userId: string;
  readonly login: string;
}

/** In one statement, with the events that the API records: twenty thousand tokens would take minutes one by one. */
export function handOverInDatabase(services: ActingServices, accountId: string): HandOver {
  return async (given) => {
    const now = services.clock();
    await act(services, systemCaller(accountId, "seed", now), now, async ({ transaction, record }) => {
      const rows = await transaction.$queryRaw<Row[]>(Prisma.sql`
        UPDATE tokens SET user_id = users.id, revision = revision + 1, updated_at = ${new Date(now)}::timestamptz
        FROM unnest(${given.map(({ serialNumber }) => serialNumber)}::text[], ${given.map(({ login }) => login)}::text[])
          AS given (serial_number, login)
        JOIN users ON users.account_id = ${accountId}::uuid AND users.login = given.login
        WHERE tokens.account_id = ${accountId}::uuid AND tokens.serial_number = given.serial_number
        RETURNING tokens.id, tokens.name, tokens.serial_number AS "serialNumber", users.id AS "userId", users.login`);
      for (const { login, ...token } of rows) {
        record({
          type: "TOKEN_ASSIGNED",
          token,
          user: { id: token.userId, login },
          changes: [{ field: "user", from: null, to: login }],
          params: {},
        });
      }
    });
  };
}
