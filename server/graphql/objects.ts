/**
 * The rows behind the node types, by their names, so that one adapter can name the type of another. Each adds its own
 * where it makes the type.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by the declarations of the adapters
export interface Objects {}
