/** What of a browser's request matters here. */
export interface BrowserRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  ip: string;
}

/** What an answer to a browser is given: its cookies. */
export interface BrowserReply {
  header(name: string, value: string): unknown;
}
