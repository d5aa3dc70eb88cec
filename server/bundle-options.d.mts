import type { InputOptions } from "rolldown";

export declare const SERVER_BUNDLE: InputOptions & { readonly external: RegExp };
