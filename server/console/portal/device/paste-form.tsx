import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { TextField } from "../../fields/text-field.js";
import { type DeviceLink, readDeviceLink } from "./link.js";
import { useTexts } from "../language.js";

/** Takes a link from the clipboard: an app on the home screen shares nothing with the browser that the link was opened in. */
export function PasteForm({ onLink }: { readonly onLink: (link: DeviceLink) => void }) {
  const { device: texts } = useTexts();
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
        label={texts.paste}
        value={text}
        onChange={setText}
        hint={texts.pasteHint}
        problem={isWrong ? texts.noLink : undefined}
      />
      <div>
        <Button type="submit" variant="secondary" isDisabled={text.trim() === ""}>
          {texts.usePasted}
        </Button>
      </div>
    </Form>
  );
}
