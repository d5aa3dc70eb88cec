import { Divider } from "@patternfly/react-core/dist/esm/components/Divider";
import {
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
} from "@patternfly/react-core/dist/esm/components/Dropdown";
import { MenuToggle } from "@patternfly/react-core/dist/esm/components/MenuToggle";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { messageOf } from "../data/request-error.js";
import { request } from "../data/request.js";
import { chooseTheme, chosenTheme, THEMES } from "../parts/theme.js";
import { useToasts } from "../parts/toasts.js";
import { useViewer } from "./viewer.js";

const THEME_NAMES = { system: "As the system", light: "Light", dark: "Dark" } as const;

/** The person's menu: the theme, and sign out. */
export function UserMenu() {
  const { name, role, account } = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [theme, setTheme] = useState(chosenTheme);
  const toasts = useToasts();
  const navigate = useNavigate();
  const signOut = async () => {
    try {
      await request("DELETE", "/session");
    } catch (problem) {
      toasts.say({ title: messageOf(problem), variant: "danger" });
      return;
    }
    // Nothing of what was shown stays in memory, nor on a page that asks before it is left.
    await navigate({ to: "/sign-in", reloadDocument: true, ignoreBlocker: true });
  };
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
