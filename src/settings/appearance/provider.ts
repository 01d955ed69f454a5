/** The provider's face as everybody sees it. */
export interface Provider {
  name: string;
  accentColor: string;
  /** On dark grounds, if it was chosen. */
  accentColorDark: string | null;
  /** The path of the image; it changes with the image. */
  logo: string | null;
  logoDark: string | null;
  favicon: string | null;
  supportEmail: string | null;
  termsUrl: string | null;
  privacyUrl: string | null;
  statusUrl: string | null;
}
