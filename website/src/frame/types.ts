// The JSON of docs/http-api.md.

export interface Choice {
  id: string;
  title: string;
}

export interface Attachment {
  title: string;
  filename: string;
  type: string;
  content: string;
}

export interface Message {
  text: string;
  buttons: Choice[];
  attachment?: Attachment;
}

export interface Source {
  title: string;
  publisher: string;
  updated: string;
  sections: string[];
  review: "draft" | "approved";
  reviewed: string | null;
}

/** A number to call, or to send a text message to. */
export interface Call {
  title: string;
  tel?: string;
  sms?: string;
}

export interface Turn {
  number: number;
  messages: Message[];
  record: { outcome: string; answer_ids: string[] };
  source?: Source;
  call?: Call[];
  asks?: string;
}

export interface ShownTurn extends Turn {
  you: string | null;
  /** The id under which this or another tab sent the message. */
  id: string | null;
}

export interface Session extends Turn {
  token: string;
  expires: string;
}

/** What the server wrote into the page. */
export interface Config {
  texts: Record<string, string>;
  maxCharacters: number;
  quietMinutes: number;
  origins: string[];
  careTeamPhone: string;
  appointmentPhone: string;
  hospitalName: string;
}
