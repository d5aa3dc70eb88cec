import { SaxesParser } from "saxes";
import { FileError } from "@tokenplane/files/file-error";
import { knownText } from "@tokenplane/files/known-formats";

/** How deep elements may be nested. */
const DEEPEST = 16;

/** The maximum length of the name of an element or an attribute. */
const LONGEST_NAME = 100;

/** How many attributes an element may have; namespace declarations count, too. */
const MAX_ATTRIBUTES = 32;

/** The maximum length of an attribute's value. */
const LONGEST_VALUE = 2_000;

/** The maximum length of a text. */
const LONGEST_TEXT = 20_000;

/**
 * How many elements, attributes, texts, comments and instructions may come between two calls of `resetBudget`.
 */
const MAX_PARTS = 1_000;

/** How many characters the parser may hold of one unfinished part: a tag, a text, a comment, white space. */
const LONGEST_PART = 40_000;

/** How many characters the parser gets at a time. What it holds is checked after each. */
const PIECE = 8_192;

/** Receives a document's elements. A path has the names of all elements around one: `KeyContainer/KeyPackage/Key`. */
export interface XmlListener {
  opened(path: string, attribute: (name: string) => string | undefined): void;
  /** @param text of the element after its last child, without spaces around it. */
  closed(path: string, text: string): void;
}

/**
 * Reads XML piece by piece: well-formed, and without a DOCTYPE, so that no entity is declared and nothing external is
 * loaded. Everything that the parser collects has a limit: depth, names, attributes, texts, and the number of all
 * parts.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  /** The paths of the open elements. */
  readonly #paths: string[] = [];
  #text = "";
  #tagLine = 1;
  #attributes = 0;
  #parts = 0;
  /** Whether the first character of XML was read. */
  #isXml = false;
  /** Characters that the parser got since its last event. */
  #pending = 0;

  /**
   * @param checkRoot checks name and namespace of the root element, and throws a FileError if they are wrong.
   */
  constructor(listener: XmlListener, checkRoot: (name: string, namespace: string, line: number) => void) {
    const parser = this.#parser;
    parser.on("doctype", () => this.#refuse("The file has a DOCTYPE; remove it."));
    parser.on("error", () => this.#refuse("The file is not well-formed XML at this line."));
    parser.on("comment", () => this.#count());
    parser.on("processinginstruction", () => this.#count());
    parser.on("opentagstart", ({ name }) => {
      // The parser has read one character behind the name, which may be a line end.
      this.#tagLine = parser.column === 0 ? parser.line - 1 : parser.line;
      this.#attributes = 0;
      this.#count();
      this.#checkName(name);
      if (this.#paths.length === DEEPEST) this.#refuse(`Elements are nested more than ${DEEPEST} deep.`);
    });
    parser.on("attribute", ({ name, value }) => {
      this.#attributes += 1;
      if (this.#attributes > MAX_ATTRIBUTES)
        this.#refuse(`An element has more than ${MAX_ATTRIBUTES} attributes.`);
      this.#count();
      this.#checkName(name);
      if (value.length > LONGEST_VALUE)
        this.#refuse(`An attribute has more than ${LONGEST_VALUE} characters.`);
    });
    parser.on("opentag", ({ local, uri, attributes }) => {
      const parent = this.#paths.at(-1);
      if (parent === undefined) checkRoot(local, uri, this.#tagLine);
      const path = parent === undefined ? local : `${parent}/${local}`;
      this.#paths.push(path);
      this.#text = "";
      // In any namespace, as with elements.
      const named = (name: string) =>
        attributes[name] ??
        Object.values(attributes).find(({ local: own, prefix }) => own === name && prefix !== "xmlns");
      listener.opened(path, (name) => named(name)?.value);
    });
    const read = (text: string) => {
      this.#count();
      this.#text += text;
      if (this.#text.length > LONGEST_TEXT) this.#refuse(`A text has more than ${LONGEST_TEXT} characters.`);
    };
    parser.on("text", read);
    parser.on("cdata", read);
    parser.on("closetag", () => {
      const path = this.#paths.pop() ?? "";
      const text = this.#text.trim();
      this.#text = "";
      this.#pending = 0;
      listener.closed(path, text);
    });
  }

  /** The line of the file where the last opening tag begins, from 1. */
  get tagLine(): number {
    return this.#tagLine;
  }

  /** Restarts the count of parts: the parts so far belong to one record, which has its own limit. */
  resetBudget(): void {
    this.#parts = 0;
  }

  /** @throws FileError, and what the listener throws */
  push(text: string): void {
    if (!this.#isXml) this.#checkBeginning(text);
    for (let at = 0; at < text.length; at += PIECE) {
      const piece = text.slice(at, at + PIECE);
      this.#pending += piece.length;
      this.#parser.write(piece);
      if (this.#pending > LONGEST_PART)
        this.#refuse(`A tag, a text or a comment has more than ${LONGEST_PART} characters.`);
    }
  }

  /** @throws FileError when the document is not complete */
  end(): void {
    this.#parser.close();
  }

  #count(): void {
    this.#pending = 0;
    this.#parts += 1;
    if (this.#parts > MAX_PARTS)
      this.#refuse(
        `There are more than ${MAX_PARTS} elements, attributes and texts outside of keys, or in one key.`,
      );
  }

  #checkBeginning(text: string): void {
    const begins = text.trimStart();
    if (begins === "") return;
    const other = knownText(begins);
    if (other !== undefined) this.#refuse(other);
    if (!begins.startsWith("<"))
      this.#refuse("This is not XML. If it is CSV, set the format to CSV or OATH_CSV.");
    this.#isXml = true;
  }

  #checkName(name: string): void {
    if (name.length > LONGEST_NAME) this.#refuse(`A name has more than ${LONGEST_NAME} characters.`);
  }

  #refuse(message: string): never {
    throw new FileError(message, this.#parser.line);
  }
}
