import { computed, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { nullable, string } from "../framework/types.js";
import { DescribeToken } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { called, exactlyOne, getName, noSuch, tokenRef } from "./naming.js";

export const tokenUserDataSource = defineDataSource<Tokenplane>()({
  description:
    "The user of a token, for configurations that need one: a token without a user is an error here. `tokenplane_token` also reads tokens without a user.",
  attributes: {
    id: computed(string, { description: "The token's id." }),
    token_id: optionalComputed(string, { description: "The token's id. Write this, or `serial_number`." }),
    serial_number: optionalComputed(nullable(string), {
      description: "The serial number, as printed on the device; null for apps. Write this, or `token_id`.",
    }),
    user_id: computed(string, { description: "The id of its user." }),
    login: computed(string, { description: "That user's login." }),
  },
  validate: ({ token_id, serial_number }) => exactlyOne({ token_id, serial_number }),
  async read({ token_id, serial_number }, { client: { client } }) {
    const { token } = await client.ask(DescribeToken, { by: tokenRef(token_id, serial_number) });
    const name = getName({ token_id, serial_number });
    if (token === null) throw noSuch("token", name);
    const { id, serialNumber, user } = token;
    if (user !== null) {
      return { id, token_id: id, serial_number: serialNumber, user_id: user.id, login: user.login };
    }
    throw new DiagnosticError(
      error([name.attribute], "The token has no user", `The token with ${called(name)} has no user.`),
    );
  },
});
