import { Divider } from "@patternfly/react-core/dist/esm/components/Divider";
import {
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
} from "@patternfly/react-core/dist/esm/components/Dropdown";
import { MenuToggle } from "@patternfly/react-core/dist/esm/components/MenuToggle";
import { useState } from "react";
import { getMessage } from "../data/request-error.js";
import { chooseTheme, chosenTheme, THEMES } from "../parts/theme.js";
import { useToasts } from "../parts/toasts.js";
import { useSignOut } from "../session/use-sign-out.js";
import { useViewer } from "./viewer.js";

const THEME_NAMES = { system: "As the system", light: "Light", dark: "Dark" } as const;

/** The person's menu: the theme, and sign out. */
export function UserMenu() {
  const { name, role, account } = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [theme, setTheme] = useState(chosenTheme);
  const toasts = useToasts();
  const leave = useSignOut();
  const signOut = () =>
    leave().catch((problem: unknown) => toasts.say({ title: getMessage(problem), variant: "danger" }));
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      popperProps={{ position: "end" }}
      toggle={(toggle) => (
        <MenuToggle
          ref={toggle}
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          variant="plainText"
          className="tp-user"
        >
          {name}
        </MenuToggle>
      )}
    >
      <DropdownGroup labelHeadingLevel="h2" label={account === null ? role : `${account.name} · ${role}`}>
        <DropdownList>
          <DropdownItem onClick={() => void signOut()}>Sign out</DropdownItem>
        </DropdownList>
      </DropdownGroup>
      <Divider />
      <DropdownGroup labelHeadingLevel="h2" label="Theme">
        <DropdownList>
          {THEMES.map((one) => (
            <DropdownItem
              key={one}
              isSelected={one === theme}
              onClick={() => {
                chooseTheme(one);
                setTheme(one);
              }}
            >
              {THEME_NAMES[one]}
            </DropdownItem>
          ))}
        </DropdownList>
      </DropdownGroup>
    </Dropdown>
  );
}
