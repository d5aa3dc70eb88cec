import { computed, optionalComputed } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, nullable, string } from "../framework/types.js";
import { DescribeUser, type UserFactsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne, getName, noSuch, userRef } from "./naming.js";

/** The attributes that both data sources of users have. */
export const userFields = {
  email: computed(nullable(string), { description: "The e-mail address; null for none." }),
  phone_number: computed(nullable(string), {
    description: "The telephone number, as `+` and digits; null for none.",
  }),
  first_name: computed(nullable(string), { description: "The first name; null for none." }),
  last_name: computed(nullable(string), { description: "The last name; null for none." }),
  enabled: computed(boolean, { description: "Whether the user may sign in." }),
  created_at: computed(string, { description: "When the user was created." }),
  updated_at: computed(string, { description: "When the user last changed." }),
};

export function userRow(row: UserFactsFragment) {
  return {
    id: row.id,
    login: row.login,
    email: row.email,
    phone_number: row.phoneNumber,
    first_name: row.firstName,
    last_name: row.lastName,
    enabled: row.enabled,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

export const userDataSource = defineDataSource<Tokenplane>()({
  description: "A user, by id or login.",
  attributes: {
    id: optionalComputed(string, { description: "The user's id. Write this, or `login`." }),
    login: optionalComputed(string, {
      description: "The login; upper and lower case are the same. Write this, or `id`.",
    }),
    ...userFields,
  },
  validate: ({ id, login }) => exactlyOne({ id, login }),
  async read({ id, login }, { client: { client } }) {
    const { user } = await client.ask(DescribeUser, { by: userRef(id, login) });
    if (user === null) throw noSuch("user", getName({ id, login }));
    return userRow(user);
  },
});
