import type { TerraformProvider } from "cdktn";
import { Construct } from "constructs";
import { EphemeralTokenplaneApiKey } from "./bindings/ephemeral-tokenplane-api-key/index.js";
import { EphemeralTokenplaneSecret } from "./bindings/ephemeral-tokenplane-secret/index.js";
import { said } from "./constructs/common.js";
import { refuseForms } from "./constructs/forms.js";
import type { IProtectedResource } from "./constructs/protected-resource.js";
import { API_KEY } from "./rules/fields.js";

/**
 * The role of an API key. A key of role PROVISIONER creates only keys of that role; other roles need a key of role
 * ADMIN.
 */
export type ApiKeyRole = "ADMIN" | "PROVISIONER" | "HELPDESK" | "AUDITOR" | "AUTHENTICATOR";

/** The properties of an API key for one run. */
export interface EphemeralApiKeyProps {
  /** Its role. Default: PROVISIONER. */
  readonly role?: ApiKeyRole | undefined;
  /** Its name: what it is for, 1 to 50 characters. Default: `Terraform`. */
  readonly name?: string | undefined;
  /**
   * How long it works if the end of the run is not reached, such as `15m`; an hour at most. Default: `1h`.
   */
  readonly expiresIn?: string | undefined;
  /** Binds a key of role AUTHENTICATOR or AUDITOR to a resource. Default: not bound. */
  readonly resource?: IProtectedResource | undefined;
  /** The configuration of the provider that creates it. Default: the one without an alias. */
  readonly provider?: TerraformProvider | undefined;
}

/**
 * An API key for one run of Terraform. It is in no state and no plan, and is revoked when the run is over.
 */
export class EphemeralApiKey extends Construct {
  /** A reference to the key, for another configuration of the provider, or for write-only attributes. */
  readonly key: string;
  /** The ephemeral resource `tokenplane_api_key` underneath. */
  readonly binding: EphemeralTokenplaneApiKey;

  constructor(scope: Construct, id: string, props: EphemeralApiKeyProps = {}) {
    super(scope, id);
    const { role = "PROVISIONER", name, expiresIn, resource, provider } = props;
    const config = { role, name, expiresIn, resourceId: resource?.resourceId, provider };
    this.binding = new EphemeralTokenplaneApiKey(this, "Default", said(config));
    this.key = this.binding.apiKey;
    refuseForms(this, API_KEY, { name });
  }
}

/** The properties of a secret for one run. */
export interface EphemeralSecretProps {
  /** The configuration of the provider that creates it. Default: the one without an alias. */
  readonly provider?: TerraformProvider | undefined;
}

/**
 * A new secret of 20 random bytes for `secret` of a device. It is generated where Terraform runs, and is in no state
 * and no plan. Every run generates another one; it is sent when `secretVersion` changes.
 */
export class EphemeralSecret extends Construct {
  /** A reference to the secret in Base32. */
  readonly secret: string;
  /** The ephemeral resource `tokenplane_secret` underneath. */
  readonly binding: EphemeralTokenplaneSecret;

  constructor(scope: Construct, id: string, { provider }: EphemeralSecretProps = {}) {
    super(scope, id);
    this.binding = new EphemeralTokenplaneSecret(this, "Default", said({ provider }));
    this.secret = this.binding.base32;
  }
}
