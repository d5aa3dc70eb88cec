import type { UserKey } from "../users/store.js";
import type { TokenKey } from "./store.js";

/** The user or token of an attempt. */
export type Subject = { readonly user: UserKey } | { readonly token: TokenKey };
