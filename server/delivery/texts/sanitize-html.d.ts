/** The part of the package that is used here. It has no types of its own. */
declare module "sanitize-html" {
  type Attributes = Readonly<Record<string, string>>;

  interface Options {
    /** False for all. */
    readonly allowedTags: readonly string[] | false;
    /** By tag, and for all tags by `*`; false for all. With `values`, only these are kept. */
    readonly allowedAttributes:
      | Readonly<
          Record<string, readonly (string | { readonly name: string; readonly values: readonly string[] })[]>
        >
      | false;
    /** By tag and property: a value is kept if one of the expressions fits. */
    readonly allowedStyles?: Readonly<Record<string, Readonly<Record<string, readonly RegExp[]>>>>;
    readonly allowedSchemes?: readonly string[];
    readonly allowedSchemesByTag?: Readonly<Record<string, readonly string[]>>;
    readonly allowedSchemesAppliedToAttributes?: readonly string[];
    readonly allowProtocolRelative?: boolean;
    /** Whether tags that can run or hide things may be allowed without a warning on the console. */
    readonly allowVulnerableTags?: boolean;
    /** Attributes that are dropped when they are empty. */
    readonly nonBooleanAttributes?: readonly string[];
    /** Is called for each tag of the text, before it is known whether it is kept. */
    readonly onOpenTag?: (name: string, attributes: Attributes) => void;
    /** Changes text between tags, which is escaped already. */
    readonly textFilter?: (text: string) => string;
    readonly transformTags?: Readonly<
      Record<
        string,
        (name: string, attributes: Attributes) => { readonly tagName: string; readonly attribs: Attributes }
      >
    >;
  }

  export default function sanitizeHtml(html: string, options: Options): string;
}
