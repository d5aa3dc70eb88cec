import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { TextField } from "../../fields/text-field.js";
import { type DeviceLink, readDeviceLink } from "./link.js";
import { DEVICE_TEXTS } from "./texts.js";

/** Takes a link from the clipboard: an app on the home screen shares nothing with the browser that the link was opened in. */
export function PasteForm({ onLink }: { readonly onLink: (link: DeviceLink) => void }) {
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const link = readDeviceLink(text);
    setWrong(link === undefined);
    if (link === undefined) return;
    setText("");
    onLink(link);
  };
  return (
    <Form onSubmit={submit} noValidate>
      <TextField
        id="device-link"
        label={DEVICE_TEXTS.paste}
        value={text}
        onChange={setText}
        hint={DEVICE_TEXTS.pasteHint}
        problem={isWrong ? DEVICE_TEXTS.noLink : undefined}
      />
      <div>
        <Button type="submit" variant="secondary" isDisabled={text.trim() === ""}>
          {DEVICE_TEXTS.usePasted}
        </Button>
      </div>
    </Form>
  );
}
