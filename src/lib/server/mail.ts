// Sending e-mail through the server that SMTP_URL names; without it, none is sent.
import { createTransport } from 'nodemailer';

export interface Letter {
  /** One address, as `emailFault` lets it through. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
export interface Mail {
  readonly send: (letter: Letter) => Promise<void>;
  readonly close: () => void;
}

/** Milliseconds after which a server that does not answer is given up. */
const PATIENCE = 15_000;

/** Letters come from `?from=` of the address, else from its user where that is an address, else from our own host. */
function senderOf(url: URL, origin: string): string {
  const user = decodeURIComponent(url.username);
  const named = url.searchParams.get('from');
  return named ?? (user.includes('@') ? user : `demarche@${new URL(origin).hostname}`);
}

/**
 * `origin` is the address that people use. A link in a letter must not be built from what a request says of its host:
 * whoever writes the request would choose where the link leads.
 */
export function createMail(smtpUrl: string | undefined, origin: string | undefined): Mail | null {
  if (smtpUrl === undefined) return null;
  if (origin === undefined) throw new Error('SMTP_URL needs ORIGIN, for the links in e-mails.');
  const url = new URL(smtpUrl);
  const from = senderOf(url, origin);
  url.searchParams.delete('from');
  const transport = createTransport({
    url: url.href,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
