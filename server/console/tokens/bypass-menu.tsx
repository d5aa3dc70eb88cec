import { Divider } from "@patternfly/react-core/dist/esm/components/Divider";
import {
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
} from "@patternfly/react-core/dist/esm/components/Dropdown";
import { MenuToggle } from "@patternfly/react-core/dist/esm/components/MenuToggle";
import { EllipsisVIcon } from "@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon";
import { useRef, useState } from "react";
import { useQuickAction } from "../data/use-action.js";
import { TokenBypassRevokeDocument } from "../generated/documents.js";
import { useReturnFocus } from "../parts/return-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { BypassDialog } from "./bypass-dialog.js";
import { BypassDurations } from "./bypass-durations.js";
import type { RunningBypass } from "./bypass-label.js";
import type { BypassPlace, Duration } from "./bypass-policy.js";

export interface BypassedToken {
  readonly id: string;
  readonly name: string;
  readonly bypasses: { readonly nodes: readonly RunningBypass[] };
}

/** The menu of the Active column: bypass for some time, or end it. */
export function BypassMenu({
  token,
  label,
}: {
  readonly token: BypassedToken;
  /** The label of its button; dots, if it is absent. */
  readonly label?: string;
}) {
  const mayUse = useMayUse();
  const revoke = useQuickAction(TokenBypassRevokeDocument, `The bypass of ${token.name} has ended.`);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<{
    readonly duration: Duration;
    readonly at: BypassPlace | undefined;
  }>();
  const toggleButton = useRef<HTMLButtonElement>(null);
  useReturnFocus(chosen !== undefined, toggleButton);
  const end = () => {
    setOpen(false);
    toggleButton.current?.focus();
    void revoke.run({ bypass: { token: { id: token.id } } });
  };
  return (
    <>
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setOpen}
        popperProps={{ position: "end" }}
        toggle={{
          toggleRef: toggleButton,
          toggleNode: (
            <MenuToggle
              ref={toggleButton}
              variant={label === undefined ? "plain" : "default"}
              isExpanded={isOpen}
              {...(label === undefined ? { "aria-label": `Bypass of ${token.name}` } : {})}
              onClick={() => setOpen(!isOpen)}
            >
              {label ?? <EllipsisVIcon />}
            </MenuToggle>
          ),
        }}
      >
        <DropdownGroup labelHeadingLevel="h2" label="Bypass OTP">
          <BypassDurations
            tokenId={token.id}
            onChoose={(duration, at) => {
              setOpen(false);
              setChosen({ duration, at });
            }}
          />
        </DropdownGroup>
        {token.bypasses.nodes.length > 0 && mayUse("tokenBypassRevoke") ? (
          <>
            <Divider />
            <DropdownList>
              <DropdownItem onClick={end}>End bypass</DropdownItem>
            </DropdownList>
          </>
        ) : null}
      </Dropdown>
      {chosen === undefined ? null : (
        <BypassDialog token={token} {...chosen} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}
