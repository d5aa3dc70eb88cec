import type { TerraformProvider } from "cdktn";
import { Construct } from "constructs";
import { EphemeralTokenplaneApiKey } from "./bindings/ephemeral-tokenplane-api-key/index.js";
import { EphemeralTokenplaneSecret } from "./bindings/ephemeral-tokenplane-secret/index.js";
import { said } from "./constructs/common.js";
import { refuseForms } from "./constructs/forms.js";
import type { IProtectedResource } from "./constructs/protected-resource.js";
import { API_KEY } from "./rules/fields.js";

/** What an API key may do. A PROVISIONER's key makes keys of its own role alone; other roles need an ADMIN's. */
export type ApiKeyRole = "ADMIN" | "PROVISIONER" | "HELPDESK" | "AUDITOR" | "AUTHENTICATOR";

/** What is said of an API key for one run. */
export interface EphemeralApiKeyProps {
  /** What it may do. Default: PROVISIONER. */
  readonly role?: ApiKeyRole | undefined;
  /** What it is for, 1 to 50 characters. Default: `Terraform`. */
  readonly name?: string | undefined;
  /** For how long it works when the end of the run is not reached, such as `15m`; an hour at most. Default: `1h`. */
  readonly expiresIn?: string | undefined;
  /** Binds a key of role AUTHENTICATOR or AUDITOR to a resource. Default: it is bound to none. */
  readonly resource?: IProtectedResource | undefined;
  /** Which configuration of the provider makes it. Default: the one without an alias. */
  readonly provider?: TerraformProvider | undefined;
}

/** An API key for one run of Terraform: in no state and no plan, and revoked when the run is over. */
export class EphemeralApiKey extends Construct {
  /** A reference to the key, for another configuration of the provider, or for what is write-only. */
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

/** What is said of a secret for one run. */
export interface EphemeralSecretProps {
  /** Which configuration of the provider makes it. Default: the one without an alias. */
  readonly provider?: TerraformProvider | undefined;
}

/**
 * A new secret of 20 random bytes, made where Terraform runs, for `secret` of a device: in no state and no plan. Every run
 * makes another; it is sent when `secretVersion` changes.
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
