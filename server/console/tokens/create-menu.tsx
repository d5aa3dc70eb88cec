import { Dropdown, DropdownItem, DropdownList } from "@patternfly/react-core/dist/esm/components/Dropdown";
import { MenuToggle } from "@patternfly/react-core/dist/esm/components/MenuToggle";
import { PlusIcon } from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useMayUse } from "../shell/viewer.js";

/** The button by which tokens are made: one by one, or from a file. */
export function CreateMenu() {
  const mayUse = useMayUse();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const toggleButton = useRef<HTMLButtonElement>(null);
  const items = [
    { field: "tokenCreate", label: "Create", to: "/tokens/new" },
    { field: "tokenImport", label: "Import", to: "/tokens/import" },
  ] as const;
  const allowed = items.filter(({ field }) => mayUse(field));
  if (allowed.length === 0) return null;
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      popperProps={{ position: "end" }}
      toggle={{
        toggleRef: toggleButton,
        toggleNode: (
          <MenuToggle
            ref={toggleButton}
            variant="primary"
            icon={<PlusIcon />}
            isExpanded={isOpen}
            aria-keyshortcuts="c"
            onClick={() => setOpen(!isOpen)}
          >
            Create token
          </MenuToggle>
        ),
      }}
    >
      <DropdownList>
        {allowed.map(({ label, to }) => (
          <DropdownItem
            key={to}
            onClick={() => {
              setOpen(false);
              void navigate({ to });
            }}
          >
            {label}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
