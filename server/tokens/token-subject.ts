import type { UserKey } from "../users/user-store.js";
import type { TokenKey } from "./token-store.js";

/** The user or token of an attempt. */
export type Subject = { readonly user: UserKey } | { readonly token: TokenKey };
