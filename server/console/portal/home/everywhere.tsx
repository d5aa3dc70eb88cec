import { useTexts } from "../language.js";
import type { MyToken } from "../me.js";

/** Says that something counts at other resources as well; nothing where there is none. */
export function Everywhere({ token }: { readonly token: MyToken }) {
  const { everywhere } = useTexts().dialogs;
  return token.otherResourceCount === 0 ? null : <p>{everywhere(token.otherResourceCount)}</p>;
}
