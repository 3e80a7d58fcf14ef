/** What the service refused, in its words and by its kind: that of `urn:facefunctions:...`, or `offline`, `key-needed`, `unknown`. */
export class Problem extends Error {
  constructor(status, kind, detail) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.detail = detail;
  }
}
