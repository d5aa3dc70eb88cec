/** Hash functions of OATH tokens. */
export type Hash = "SHA1" | "SHA256" | "SHA512";
