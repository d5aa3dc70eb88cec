import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Switch } from "@patternfly/react-core/dist/esm/components/Switch";

/** The state of a user or an object, active or not: a switch for a person who may change it. */
export function EnabledSwitch({
  id,
  name,
  isEnabled,
  isGone,
  mayChange,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly isGone: boolean;
  readonly mayChange: boolean;
  readonly onChange: (isEnabled: boolean) => void;
}) {
  return mayChange ? (
    <Switch
      id={`enabled-${id}`}
      aria-label={`${name} is active`}
      isChecked={isEnabled}
      isDisabled={isGone}
      onChange={(_event, changed) => onChange(changed)}
    />
  ) : (
    <Label color={isEnabled ? "green" : "grey"}>{isEnabled ? "Active" : "Inactive"}</Label>
  );
}
