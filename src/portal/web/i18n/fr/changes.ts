/** How the server says what an import changes about an operation, and the French for it. */
export const FRENCH_CHANGES: [english: RegExp, french: string][] = [
  [/^Its method is (.+); it was (.+)\.$/, 'Sa méthode est $1 ; c’était $2.'],
  [/^Its path is (.+); it was (.+)\.$/, 'Son chemin est $1 ; c’était $2.'],
  [
    /^It is private again, since it is at another place\.$/,
    'Elle redevient privée, puisqu’elle est à un autre endroit.',
  ],
  [
    /^Its parameters hold nothing special any more\.$/,
    'Ses paramètres ne contiennent plus rien de particulier.',
  ],
  [/^Its parameters may hold (.+)\.$/, 'Ses paramètres peuvent contenir $1.'],
  [
    /^The document proposes it as public; it stays as it is\.$/,
    'Le document la propose publique ; elle reste comme elle est.',
  ],
  [/^The document no longer proposes it as public\.$/, 'Le document ne la propose plus publique.'],
  [/^Its summary is another one\.$/, 'Son résumé est un autre.'],
  [/^It is an echo\.$/, 'Elle renvoie les en-têtes reçus (écho).'],
  [/^It is no longer an echo\.$/, 'Elle ne renvoie plus les en-têtes reçus.'],
];
