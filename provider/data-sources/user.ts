import { computed, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, nullable, string } from "../framework/types.js";
import { UserBy, type UserFieldsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne } from "./exactly-one.js";

/** What both data sources say of a user. */
export const userFields = {
  email: computed(nullable(string), { description: "The e-mail address." }),
  phone_number: computed(nullable(string), { description: "The telephone number." }),
  first_name: computed(nullable(string), { description: "The first name." }),
  last_name: computed(nullable(string), { description: "The last name." }),
  enabled: computed(boolean, { description: "Whether the user may sign in." }),
};

export function userRow(row: UserFieldsFragment) {
  return {
    id: row.id,
    login: row.login,
    email: row.email,
    phone_number: row.phoneNumber,
    first_name: row.firstName,
    last_name: row.lastName,
    enabled: row.enabled,
  };
}

export const userDataSource = defineDataSource<Tokenplane>()({
  description: "A user, by id or login.",
  attributes: {
    id: optionalComputed(string, { description: "The user's id. Write this, or `login`." }),
    login: optionalComputed(string, { description: "The login. Write this, or `id`." }),
    ...userFields,
  },
  validate: ({ id, login }) => exactlyOne({ id, login }),
  async read({ id, login }, { client: { client } }) {
    const { user } = await client.ask(UserBy, { by: id === null ? { login: login ?? "" } : { id } });
    if (user !== null) return userRow(user);
    throw new DiagnosticError(
      error(
        [id === null ? "login" : "id"],
        "No such user",
        `There is no user with the ${id === null ? "login" : "id"} ${JSON.stringify(id ?? login)}.`,
      ),
    );
  },
});
