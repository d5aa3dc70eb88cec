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
  * Makes an `otpauth://` address (Key URI Format). `settings` may say `type` (`totp` or `hotp`), `algorithm`, `digits`, `period` and, for `hotp`, `counter`; apps take SHA1, 6 digits and 30 seconds for what is left out.
  * @param {string} issuer - Who gives the token out, such as `Example Inc`.
  * @param {string} account - Whose it is, such as a login.
  * @param {string} secret - The secret in Base32.
  * @param {{ [key: string]: string }} settings - What differs from the usual; `{}` for nothing.
  * @returns {string}
  */
  public otpauthUri(issuer: string, account: string, secret: string, settings: { [key: string]: string }): string {
    return cdktn.Token.asString(cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "otpauth_uri", [issuer, account, secret, settings]));
  }

  /**
  * Reads an `otpauth://` address (Key URI Format). What it does not say is what apps take for it: SHA1, 6 digits, 30 seconds.
  * @param {string} uri - The address.
  * @returns {object}
  */
  public parseOtpauthUri(uri: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "parse_otpauth_uri", [uri]);
  }

  /**
  * Reads what `tokenImport` of the API reads, such as `file("tokens.csv")` gives: rows of `serialNumber,secret`, or of `serialNumber,secret,type,digits,period or counter,hash`, with or without a header, separated by `,` or `;`. Wrong rows are told by their lines. Devices with secrets of 10 to 15 bytes come in by `tokenImport` with `acceptShortSecrets`, and then by an `import` block. Secrets come out in Base32, as `secret_wo` takes them; what a list does not say is null. The result holds secrets: use them for write-only attributes alone.
  * @param {string} csv - The text.
  * @param {string} secretEncoding - How its secrets are written: `HEX`, `BASE32` or `BASE64`.
  * @returns {Array<object>}
  */
  public parseTokenCsv(csv: string, secretEncoding: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "parse_token_csv", [csv, secretEncoding]);
  }
}
