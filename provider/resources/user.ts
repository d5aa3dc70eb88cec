import { USER } from "@tokenplane/rules/fields";
import { identifier, optional, required, withDefault, type StoredOf } from "../framework/attributes.js";
import { defineResource } from "../framework/resource.js";
import { boolean, string } from "../framework/types.js";
import { UserCreate, UserDelete, UserUpdate, type UserFieldsFragment } from "../client/operations.js";
import { importCommand } from "../client/commands.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { form } from "../validators.js";
import { asPlanned, changedFields } from "./changed.js";
import { importedUser, getWanted } from "./imported.js";

export const userAttributes = {
  id: identifier(string, { description: "The user's id." }),
  login: required(string, {
    description:
      "The name under which the person signs in. It is unique in the account; upper and lower case are the same.",
    validators: [form(USER.login)],
  }),
  email: optional(string, { description: "The e-mail address.", validators: [form(USER.email)] }),
  phone_number: optional(string, {
    description: "The telephone number, as `+` and digits.",
    validators: [form(USER.phoneNumber)],
  }),
  first_name: optional(string, { description: "The first name.", validators: [form(USER.firstName)] }),
  last_name: optional(string, { description: "The last name.", validators: [form(USER.lastName)] }),
  enabled: withDefault(boolean, true, {
    description:
      "Whether the user may sign in. A disabled user keeps tokens and assignments. Default: `true`.",
  }),
};

const errorMapping = { attributes: Object.keys(userAttributes) };

/** The server's own sentences name mutations, which no configuration calls. */
const deletionMapping = {
  ...errorMapping,
  own: {
    STILL_IN_USE: {
      sentence:
        "The user has tokens that are not managed here, or a role in the console. Take these from the user first, or keep the user with enabled = false.",
    },
  },
};

export function userState(user: UserFieldsFragment) {
  return {
    id: user.id,
    login: user.login,
    email: user.email,
    phone_number: user.phoneNumber,
    first_name: user.firstName,
    last_name: user.lastName,
    enabled: user.enabled,
  };
}

/** The fields of a user in the inputs of the server. */
function getInput(user: Omit<StoredOf<typeof userAttributes>, "id">) {
  return {
    login: user.login,
    email: user.email,
    phoneNumber: user.phone_number,
    firstName: user.first_name,
    lastName: user.last_name,
    enabled: user.enabled,
  };
}

export const user = defineResource<Tokenplane>()({
  description: "A person who signs in with tokens.",
  attributes: userAttributes,
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { id: { type: string, description: "The user's id.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  async create({ plan, client: tokenplane }) {
    const made = await mutate(tokenplane, UserCreate, getInput(plan), ({ userCreate }) => userCreate, {
      ...errorMapping,
      importCommand: importCommand("tokenplane_user", plan.login),
    });
    tokenplane.reads.forget(made.user.id);
    return userState(made.user);
  },
  async read({ id }, { client: { reads } }) {
    const found = await reads.row("User", id);
    return found === null ? null : userState(found);
  },
  async update({ plan, prior, client: tokenplane }) {
    tokenplane.reads.forget(prior.id);
    const made = await mutate(
      tokenplane,
      UserUpdate,
      { user: { id: prior.id }, ...changedFields(getInput(prior), getInput(plan)) },
      ({ userUpdate }) => userUpdate,
      errorMapping,
    );
    return asPlanned(userState(made.user), prior, plan);
  },
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await mutateUnlessGone(
      tokenplane,
      UserDelete,
      { user: { id } },
      ({ userDelete }) => userDelete,
      deletionMapping,
    );
  },
  async import(request, { client }) {
    const wanted = getWanted(request, "id");
    return userState(await importedUser(wanted, client));
  },
});
