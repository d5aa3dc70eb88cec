import { RESOURCE } from "@tokenplane/rules/fields";
import { USUAL_LOCKOUT } from "@tokenplane/rules/lockout";
import { identifier, required, withDefault, type StoredOf } from "../framework/attributes.js";
import { defineResource } from "../framework/resource.js";
import { boolean, integer, set, string } from "../framework/types.js";
import {
  ResourceCreate,
  ResourceDelete,
  ResourceUpdate,
  type PushConfirmation,
  type ResourceFieldsFragment,
} from "../client/operations.js";
import { importCommand } from "../client/commands.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { sameAddresses } from "./addresses.js";
import { asPlanned, changedFields } from "./changed.js";
import { form, forms, oneOf } from "../validators.js";
import { importedResource, getWanted } from "./imported.js";

export const PUSH_CONFIRMATIONS = ["CODE", "CHOICE", "APPROVE"] as const satisfies PushConfirmation[];

export const resourceAttributes = {
  id: identifier(string, { description: "The resource's id." }),
  name: required(string, {
    description: "The name, such as `Corporate VPN`. It is unique in the account.",
    validators: [form(RESOURCE.name)],
  }),
  failed_attempts_before_lock: withDefault(integer, USUAL_LOCKOUT.failedAttemptsBeforeLock, {
    description: "How many wrong codes in a row lock a token here, 3 to 10. Default: `5`.",
    validators: [form(RESOURCE.failedAttemptsBeforeLock)],
  }),
  lock_minutes: withDefault(integer, USUAL_LOCKOUT.lockMinutes, {
    description:
      "How long such a lock lasts, in minutes, up to 43,200 (30 days); `0` means until it is unlocked by hand. Default: `5`.",
    validators: [form(RESOURCE.lockMinutes)],
  }),
  allowed_addresses: withDefault(set(string), [], {
    description:
      "The addresses from which people may sign in, as CIDR blocks or single addresses. Default: all.",
    validators: [forms(RESOURCE.allowedAddresses)],
    sameMeaning: sameAddresses,
  }),
  pin_before_sending: withDefault(boolean, false, {
    description:
      "Whether a code is sent, or a request shown on a phone, only after the right PIN, so that nobody can make the server send codes to other people. Default: `false`.",
  }),
  push_confirmation: withDefault(string, "CODE", {
    description:
      "How a request on a phone is confirmed (model `PUSH`). `CODE`: the person approves it, and types the six digits that the phone then shows; only this meets NIST SP 800-63B-4. `CHOICE`: the person chooses on the phone the digit that the page shows. `APPROVE`: approving is enough. Default: `CODE`.",
    validators: [oneOf(PUSH_CONFIRMATIONS)],
  }),
  enabled: withDefault(boolean, true, {
    description: "Whether anyone may sign in here. Default: `true`.",
  }),
};

const errorMapping = { attributes: Object.keys(resourceAttributes) };

/** The part of an input that says how requests on phones are confirmed. */
function confirmationInput({ push_confirmation: written }: { readonly push_confirmation: string | null }): {
  readonly pushConfirmation?: PushConfirmation;
} {
  const pushConfirmation = PUSH_CONFIRMATIONS.find((one) => one === written);
  return pushConfirmation === undefined ? {} : { pushConfirmation };
}

/** The fields of a resource in the inputs of the server. */
function getInput(resource: Omit<StoredOf<typeof resourceAttributes>, "id">) {
  return {
    name: resource.name,
    failedAttemptsBeforeLock: resource.failed_attempts_before_lock,
    lockMinutes: resource.lock_minutes,
    allowedAddresses: resource.allowed_addresses,
    pinBeforeSending: resource.pin_before_sending,
    ...confirmationInput(resource),
    enabled: resource.enabled,
  };
}

export function resourceState(row: ResourceFieldsFragment) {
  return {
    id: row.id,
    name: row.name,
    failed_attempts_before_lock: row.failedAttemptsBeforeLock,
    lock_minutes: row.lockMinutes,
    allowed_addresses: row.allowedAddresses,
    pin_before_sending: row.pinBeforeSending,
    push_confirmation: row.pushConfirmation,
    enabled: row.enabled,
  };
}

export const resource = defineResource<Tokenplane>()({
  description:
    "A system that people sign in to: a VPN, a bastion, an application. Destroying it deletes the links to it, and revokes the API keys " +
    "that are bound to it: programs that use them cannot sign anybody in any more.",
  attributes: resourceAttributes,
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { id: { type: string, description: "The resource's id.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  async create({ plan, client: tokenplane }) {
    const made = await mutate(
      tokenplane,
      ResourceCreate,
      getInput(plan),
      ({ resourceCreate }) => resourceCreate,
      { ...errorMapping, importCommand: importCommand("tokenplane_resource", plan.name) },
    );
    tokenplane.reads.forget(made.resource.id);
    return resourceState(made.resource);
  },
  async read({ id }, { client: { reads } }) {
    const found = await reads.row("Resource", id);
    return found === null ? null : resourceState(found);
  },
  async update({ plan, prior, client: tokenplane }) {
    tokenplane.reads.forget(prior.id);
    const made = await mutate(
      tokenplane,
      ResourceUpdate,
      { resource: { id: prior.id }, ...changedFields(getInput(prior), getInput(plan)) },
      ({ resourceUpdate }) => resourceUpdate,
      errorMapping,
    );
    return asPlanned(resourceState(made.resource), prior, plan);
  },
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await mutateUnlessGone(
      tokenplane,
      ResourceDelete,
      { resource: { id } },
      ({ resourceDelete }) => resourceDelete,
      errorMapping,
    );
  },
  async import(request, { client }) {
    const wanted = getWanted(request, "id");
    return resourceState(await importedResource(wanted, client));
  },
});
