import { API_KEY } from "@tokenplane/rules/fields";
import { computed, optional, required } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineEphemeralResource } from "../framework/resource.js";
import { milliseconds } from "../framework/timeouts.js";
import { string } from "../framework/types.js";
import { ApiKeyCreate, ApiKeyRevoke, type Role } from "../client/operations.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { form, oneOf } from "../validators.js";

const ROLES = ["ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR", "AUTHENTICATOR"] as const satisfies Role[];
const HOUR = 3_600_000;

const attributes = {
  name: optional(string, {
    description: "What it is for, 1 to 50 characters. Default: `Terraform`.",
    validators: [form(API_KEY.name)],
  }),
  role: required(string, {
    description: `Its role: ${ROLES.map((role) => `\`${role}\``).join(", ")}. A key of role PROVISIONER creates only keys of role \`PROVISIONER\`; other roles need a key of role ADMIN.`,
    validators: [oneOf(ROLES)],
  }),
  expires_in: optional(string, {
    description:
      "How long it is valid at most, such as `15m`; at most one hour. Default: `1h`. It is revoked when the run ends.",
    validators: [
      function* check(text, path) {
        const length = milliseconds(text);
        if (length === undefined || length > HOUR || length < 1_000)
          yield error(
            path,
            "Not a time of at most an hour",
            "Write a number with its unit, up to 1h: 90s, 15m.",
          );
      },
    ],
  }),
  resource_id: optional(string, {
    description: "Binds a key of role `AUTHENTICATOR` or `AUDITOR` to this resource.",
  }),
  id: computed(string, { description: "The key's id." }),
  api_key: computed(string, { description: "The key.", sensitive: true }),
  expires_at: computed(string, { description: "When it expires at the latest (RFC 3339)." }),
};

const errorMapping = {
  attributes: Object.keys(attributes),
  renamed: { resource: "resource_id", expiresAt: "expires_in" },
};

export const apiKey = defineEphemeralResource<Tokenplane>()({
  description:
    "An API key for this run only: it is created when it is needed, revoked when the run is over, and stored nowhere.",
  attributes,
  async open(config, { client: tokenplane, log }) {
    const role = ROLES.find((one) => one === config.role);
    if (role === undefined) throw new TypeError(`${config.role} is no role`);
    const length = milliseconds(config.expires_in ?? "1h") ?? HOUR;
    const { apiKey: made, secret } = await mutate(
      tokenplane,
      ApiKeyCreate,
      {
        name: config.name ?? "Terraform",
        role,
        expiresAt: new Date(tokenplane.now().getTime() + length).toISOString(),
        ...(config.resource_id === null ? {} : { resource: { id: config.resource_id } }),
      },
      ({ apiKeyCreate }) => apiKeyCreate,
      errorMapping,
    );
    if (secret === null) {
      throw new DiagnosticError(
        error([], "The key cannot be shown", "The server took too long to answer. Run the command again."),
      );
    }
    log.mask(secret);
    const { name, expires_in, resource_id } = config;
    return {
      result: {
        name,
        role,
        expires_in,
        resource_id,
        id: made.id,
        api_key: secret,
        expires_at: made.expiresAt ?? "",
      },
      private: made.id,
    };
  },
  async close(kept, { client: tokenplane, signal }) {
    if (typeof kept !== "string") return;
    await mutateUnlessGone(
      { ...tokenplane, client: tokenplane.client.until(signal) },
      ApiKeyRevoke,
      // Keys that it created for the run end with the run, too.
      { apiKey: kept, includingMade: true },
      ({ apiKeyRevoke }) => apiKeyRevoke,
      errorMapping,
    );
  },
});
