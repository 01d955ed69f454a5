import type { en } from './en';
import type { enPortal } from './en-portal';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof enPortal };
  }
}
