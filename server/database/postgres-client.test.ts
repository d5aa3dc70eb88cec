import pg from "pg";
import { describe, expect, it } from "vitest";
import { PostgresClient } from "./postgres-client.js";
import { violatedConstraint } from "./transaction.js";

/** The error that a client gets for a message of PostgreSQL. */
function received(message: string, constraint: string | undefined): pg.DatabaseError {
  const client = new PostgresClient(undefined, { seconds: 1, connectSeconds: 1 });
  const error = Object.assign(new pg.DatabaseError(message, message.length, "error"), {
    code: "23505",
    constraint,
  });
  client.connection.emit("errorMessage", error);
  return error;
}

describe("the constraint that refused a statement", () => {
  it.each([
    ["English", 'duplicate key value violates unique constraint "users_key"'],
    ["German", "doppelter Schlüsselwert verletzt Unique-Constraint »users_key«"],
    ["French", "la valeur d'une clé dupliquée rompt la contrainte unique « users_key »"],
    ["Ukrainian", "повторювані значення ключа порушують обмеження унікальності «users_key»"],
  ])("is known from a PostgreSQL that speaks %s", (_language, message) => {
    expect(violatedConstraint(received(message, "users_key"))).toBe("users_key");
  });

  it("is the one that a trigger names in its own message", () => {
    const message = 'violates constraint "administrators_last_admin_stays"';
    const error = received(message, undefined);
    expect(violatedConstraint(error)).toBe("administrators_last_admin_stays");
    expect(error.message).toBe(message);
  });
});
