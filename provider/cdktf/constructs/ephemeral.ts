// The constructs that only CDK Terrain has. Here they are refused with an error, so that programs learn before an apply
// what to do.
import { Construct } from "constructs";
import { getPath } from "./common.js";

function refusal(construct: Construct, what: string): Error {
  return new Error(
    `[${getPath(construct)}] ${what} is an ephemeral resource, which CDKTF does not have. Use its successor: the same constructs are in @tokenplane/cdktn, for cdktn.`,
  );
}

/**
 * An API key for one run of Terraform. It exists only in `@tokenplane/cdktn`: CDKTF has no ephemeral resources.
 */
export class EphemeralApiKey extends Construct {
  /** @throws Error always, with what to do. */
  constructor(scope: Construct, id: string, _props: never) {
    super(scope, id);
    throw refusal(this, "EphemeralApiKey");
  }
}

/**
 * A new secret for one run of Terraform. It exists only in `@tokenplane/cdktn`: CDKTF has no ephemeral resources.
 */
export class EphemeralSecret extends Construct {
  /** @throws Error always, with what to do. */
  constructor(scope: Construct, id: string, _props: never) {
    super(scope, id);
    throw refusal(this, "EphemeralSecret");
  }
}
