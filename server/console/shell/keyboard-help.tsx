import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core/dist/esm/components/DescriptionList";
import { Modal, ModalBody, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { Switch } from "@patternfly/react-core/dist/esm/components/Switch";
import { QuestionCircleIcon } from "@patternfly/react-icons/dist/esm/icons/question-circle-icon";
import { useCallback, useRef, useState } from "react";
import { ENTRIES } from "./navigation.js";
import { useReturnFocus } from "../parts/return-focus.js";
import { areShortcutsOn, switchShortcuts, useShortcuts } from "./shortcuts.js";
import { useMayUse } from "./viewer.js";

/** Says which keys do what, and switches them off. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(areShortcutsOn);
  const button = useRef<HTMLButtonElement>(null);
  const mayUse = useMayUse();
  const open = useCallback(() => setOpen(true), []);
  useShortcuts(open);
  useReturnFocus(isOpen, button);
  const keys = [
    ["/", "Search"],
    ["c", "Create"],
    ...ENTRIES.filter(({ field }) => mayUse(field)).map(
      ({ key, label }) => [`g ${key}`, `Go to ${label}`] as const,
    ),
    ["?", "This help"],
  ] as const;
  return (
    <>
      <Button
        ref={button}
        variant="plain"
        aria-label="Keyboard shortcuts"
        icon={<QuestionCircleIcon />}
        onClick={open}
      />
      {isOpen ? (
        <Modal isOpen variant="small" aria-labelledby="keyboard-title" onClose={() => setOpen(false)}>
          <ModalHeader title="Keyboard shortcuts" labelId="keyboard-title" />
          <ModalBody>
            <Switch
              id="use-shortcuts"
              label="Use these keys"
              isChecked={isOn}
              onChange={(_event, changed) => {
                switchShortcuts(changed);
                setOn(changed);
              }}
            />
            <DescriptionList isHorizontal isCompact className="tp-keys">
              {keys.map(([key, what]) => (
                <DescriptionListGroup key={key}>
                  <DescriptionListTerm>
                    <kbd>{key}</kbd>
                  </DescriptionListTerm>
                  <DescriptionListDescription>{what}</DescriptionListDescription>
                </DescriptionListGroup>
              ))}
            </DescriptionList>
          </ModalBody>
        </Modal>
      ) : null}
    </>
  );
}
