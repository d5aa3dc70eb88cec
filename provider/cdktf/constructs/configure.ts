import type { Construct } from "constructs";
import { TokenplaneProvider } from "../bindings/provider/index.js";
import { PROVIDER } from "../rules/fields.js";
import { getPath, said } from "./common.js";
import { declareOnce, refuse } from "./declared.js";
import { refuseForms } from "./forms.js";
import { API_KEY, getAttribute, inClear } from "./secrets.js";

/** The properties of the provider. */
export interface TokenplaneProps {
  /** The server's address. Default: TOKENPLANE_ENDPOINT, as it is when Terraform runs. */
  readonly endpoint?: string | undefined;
  /** A reference to an API key, for a second account. Default: TOKENPLANE_API_KEY, as it is when Terraform runs. */
  readonly apiKey?: string | undefined;
  /**
   * A file with the certificate of the authority that made the server's certificate (PEM). Default:
   * TOKENPLANE_CA_CERT_FILE.
   */
  readonly caCertFile?: string | undefined;
  /**
   * A file with a client certificate (PEM), if the server requires one. Default: TOKENPLANE_CLIENT_CERT_FILE.
   */
  readonly clientCertFile?: string | undefined;
  /** The file with the private key of the client certificate (PEM). Default: TOKENPLANE_CLIENT_KEY_FILE. */
  readonly clientKeyFile?: string | undefined;
  /** The proxy that requests go through. Default: HTTPS_PROXY or HTTP_PROXY, unless NO_PROXY names the server. */
  readonly httpProxy?: string | undefined;
  /** How often a request is repeated at most. Default: as often as `retryTimeoutSeconds` allows. */
  readonly maxRetries?: number | undefined;
  /** How long a request is repeated while the server cannot be reached, in seconds. Default: 75. */
  readonly retryTimeoutSeconds?: number | undefined;
  /** How long the provider waits for the answer to a request, in seconds. Default: 30. */
  readonly requestTimeoutSeconds?: number | undefined;
  /**
   * Distinguishes it from another configuration in the same stack. Default: none; then it manages every construct that
   * names no other one.
   */
  readonly alias?: string | undefined;
}

/**
 * Configures the provider in a stack from the environment: TOKENPLANE_ENDPOINT and TOKENPLANE_API_KEY say which server
 * and which API key. They are read when Terraform runs, not when the program runs, and are written to no file.
 * @returns the provider's configuration, for `provider` of constructs when there are several.
 */
export function configureTokenplane(scope: Construct, props: TokenplaneProps = {}): TokenplaneProvider {
  const { alias } = props;
  const provider = new TokenplaneProvider(
    scope,
    alias === undefined ? "tokenplane" : `tokenplane-${alias}`,
    said(props),
  );
  declareOnce(
    provider,
    "provider",
    [],
    provider,
    (first) =>
      `The provider is configured at ${getPath(first)} already. Remove one of the two, or give this one an alias of its own.`,
  );
  refuseForms(provider, PROVIDER, props);
  refuse(provider, () => inClear(provider, API_KEY, getAttribute(provider, "api_key")));
  return provider;
}
