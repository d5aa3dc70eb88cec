import { SaxesParser } from "saxes";
import { FileError } from "./file-error.js";

/** Elements within elements. */
const DEEPEST = 32;

/** Characters of one text. */
const LONGEST_TEXT = 20_000;

/** What is told of a document's elements, each by the names on the way to it: `KeyContainer/KeyPackage/Key`. */
export interface XmlListener {
  opened(path: string, attribute: (name: string) => string | undefined): void;
  /** @param text of the element after its last child, without blanks around it. */
  closed(path: string, text: string): void;
}

/**
 * Reads XML piece by piece: well-formed, without a DOCTYPE (so that no entity is declared and nothing outside is
 * asked for), of bounded depth and texts.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #path: string[] = [];
  #text = "";
  #tagLine = 1;

  /** @param root name and namespace of the root element. */
  constructor(listener: XmlListener, root: { readonly name: string; readonly namespace: string }) {
    const parser = this.#parser;
    parser.on("doctype", () => {
      throw new FileError("The file has a DOCTYPE; remove it.", parser.line);
    });
    parser.on("error", () => {
      throw new FileError("The file is not well-formed XML here.", parser.line);
    });
    parser.on("opentagstart", () => {
      this.#tagLine = parser.line;
    });
    parser.on("opentag", ({ local, uri, attributes }) => {
      if (this.#path.length === 0 && (local !== root.name || uri !== root.namespace)) {
        throw new FileError(`The root of the file is not a ${root.name} of ${root.namespace}.`, parser.line);
      }
      if (this.#path.length === DEEPEST) throw new FileError("Elements are nested too deeply.", parser.line);
      this.#path.push(local);
      this.#text = "";
      listener.opened(this.#path.join("/"), (name) => attributes[name]?.value);
    });
    const read = (text: string) => {
      this.#text += text;
      if (this.#text.length <= LONGEST_TEXT) return;
      throw new FileError(`A text has more than ${LONGEST_TEXT} characters.`, parser.line);
    };
    parser.on("text", read);
    parser.on("cdata", read);
    parser.on("closetag", () => {
      const path = this.#path.join("/");
      const text = this.#text.trim();
      this.#path.pop();
      this.#text = "";
      listener.closed(path, text);
    });
  }

  /** The line of the file where the last opening tag begins, from 1. */
  get tagLine(): number {
    return this.#tagLine;
  }

  /** @throws FileError, and what the listener throws */
  push(text: string): void {
    this.#parser.write(text);
  }

  /** @throws FileError when the document is not whole */
  end(): void {
    this.#parser.close();
  }
}
