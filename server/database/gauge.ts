/** A number that somebody watches, as a statement returns it. Rooms offer statements; together they are asked as one. */
export interface Gauge {
  /** The objects that the gauge counts. */
  readonly what: string;
  /** Of which of them; empty when there is one only. */
  readonly label: string;
  readonly value: number;
}
