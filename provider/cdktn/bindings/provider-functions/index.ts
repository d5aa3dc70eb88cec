// generated from provider function schema

import * as cdktn from 'cdktn';

/**
* Provider-defined functions of the tokenplane provider.
*/
export class TokenplaneProviderFunctions {
  private readonly providerLocalName: string;

  /**
  * @param providerLocalName The local name of the provider in required_providers; defaults to the registry short name. Override when the provider is declared under a different local name — aliases do not change the namespace, local names do.
  */
  constructor(providerLocalName: string) {
    this.providerLocalName = providerLocalName;
  }

  /**
  * Makes an `otpauth://` address (Key URI Format). `settings` may contain `type` (`totp` or `hotp`), `algorithm`, `digits`, `period` and, for `hotp`, `counter`; for settings that are left out, apps use SHA1, 6 digits and 30 seconds.
  * @param {string} issuer - The issuer: who provides the token, such as `Example Inc`.
  * @param {string} account - The account: whose token it is, such as a login.
  * @param {string} secret - The secret in Base32.
  * @param {{ [key: string]: string }} settings - Settings that differ from the defaults; `{}` for none.
  * @returns {string}
  */
  public otpauthUri(issuer: string, account: string, secret: string, settings: { [key: string]: string }): string {
    return cdktn.Token.asString(cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "otpauth_uri", [issuer, account, secret, settings]));
  }

  /**
  * Reads an `otpauth://` address (Key URI Format). For settings that the address does not contain, the result has the defaults of apps: SHA1, 6 digits, 30 seconds.
  * @param {string} uri - The address.
  * @returns {object}
  */
  public parseOtpauthUri(uri: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "parse_otpauth_uri", [uri]);
  }

  /**
  * Reads CSV as `tokenImport` of the API does, for example from `file("tokens.csv")`: rows of `serialNumber,secret`, or of `serialNumber,secret,type,digits,period or counter,hash`, with or without a header, separated by `,` or `;`. Wrong rows are reported with their lines. Secrets of 10 to 15 bytes are refused: create such devices with `tokenImport` and `acceptShortSecrets`, and then write an `import` block. The result has secrets in Base32, as `secret_wo` accepts them, and null for everything that the list does not contain. It contains secrets: use them only for write-only attributes.
  * @param {string} csv - The text.
  * @param {string} secretEncoding - How its secrets are written: `HEX`, `BASE32` or `BASE64`.
  * @returns {Array<object>}
  */
  public parseTokenCsv(csv: string, secretEncoding: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "parse_token_csv", [csv, secretEncoding]);
  }
}
