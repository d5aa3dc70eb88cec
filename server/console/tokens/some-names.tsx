import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { countText } from "../lists/count-text.js";
import type { SelectedToken } from "./token-table.js";

/** Maximum number of names that are shown. */
const NAMES = 10;

/** Which tokens a dialog is about, and how many of them belong to somebody. */
export function SomeNames({ tokens }: { readonly tokens: readonly SelectedToken[] }) {
  const assigned = tokens.filter(({ isAssigned }) => isAssigned).length;
  const others = tokens.length - NAMES;
  const names = tokens.slice(0, NAMES).map(({ name }) => name);
  return (
    <>
      <Content component="p">
        {names.join(", ")}
        {others > 0 ? ` and ${countText(others, "other")}` : ""}
      </Content>
      {assigned === 0 ? null : (
        <Content component="p">
          {assigned === 1 ? "1 is assigned." : `${assigned.toLocaleString("en")} are assigned.`}
        </Content>
      )}
    </>
  );
}
